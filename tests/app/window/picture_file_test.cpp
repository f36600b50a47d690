#include "app/window/picture_file.h"
#include "tests/app/window/window_fixture.h"

#include <QFile>
#include <QImage>
#include <QSvgRenderer>
#include <QTemporaryDir>

namespace tcplab {
namespace {

class PictureFile : public Window {
protected:
    bool save(const QString& name)
    {
        return savePicture(session(), themeNamed(ThemeName::Light), folder.filePath(name), &error);
    }
    QByteArray read(const QString& name) const
    {
        QFile file(folder.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    QTemporaryDir folder;
    QString error;
};

TEST_F(PictureFile, HoldsTheWholeRunAsSvgPdfAndPng)
{
    openScenario(QStringLiteral("last-ack-lost"));
    ASSERT_TRUE(save(QStringLiteral("run.svg"))) << error.toStdString();
    QSvgRenderer svg(folder.filePath(QStringLiteral("run.svg")));
    EXPECT_TRUE(svg.isValid());
    EXPECT_GT(svg.defaultSize().height(), 500);
    EXPECT_TRUE(read(QStringLiteral("run.svg")).contains("2·MSL"));

    ASSERT_TRUE(save(QStringLiteral("run.pdf"))) << error.toStdString();
    EXPECT_TRUE(read(QStringLiteral("run.pdf")).startsWith("%PDF"));

    ASSERT_TRUE(save(QStringLiteral("run.png"))) << error.toStdString();
    const QImage image(folder.filePath(QStringLiteral("run.png")));
    EXPECT_EQ(image.width(), 2000);
    EXPECT_GT(image.height(), 1000);
}

TEST_F(PictureFile, OtherNamesAreRefusedAndNothingIsWritten)
{
    openScenario(QStringLiteral("three-way-handshake"));
    EXPECT_FALSE(save(QStringLiteral("run.gif")));
    EXPECT_FALSE(error.isEmpty());
    EXPECT_FALSE(QFile::exists(folder.filePath(QStringLiteral("run.gif"))));
    EXPECT_FALSE(save(QStringLiteral("no/such/folder/run.svg")));
    EXPECT_FALSE(error.isEmpty());
}

} // namespace
} // namespace tcplab
