#include "app/window/gives_way.h"

#include <QVariant>
#include <QWidget>

namespace tcplab {

namespace {

constexpr const char* wantedName = "wanted";
constexpr const char* givenName = "givenWay";

bool hasGivenWay(const QWidget& part) { return part.property(givenName).toBool(); }

} // namespace

void setWanted(QWidget& part, bool wanted)
{
    part.setProperty(wantedName, wanted);
    part.setVisible(wanted && !hasGivenWay(part));
}

bool isWanted(const QWidget& part)
{
    const QVariant said = part.property(wantedName);
    return hasGivenWay(part) && said.isValid() ? said.toBool() : !part.isHidden();
}

void setGivenWay(QWidget& part, bool given)
{
    if (hasGivenWay(part) == given)
        return;
    const bool wanted = isWanted(part);
    part.setProperty(wantedName, wanted);
    part.setProperty(givenName, given);
    part.setVisible(wanted && !given);
}

} // namespace tcplab
