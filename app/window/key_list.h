/// The list of keys: what "?" shows.
#pragma once
#include <QDialog>

namespace tcplab {

class WindowActions;

class KeyList : public QDialog {
    Q_OBJECT
public:
    explicit KeyList(const WindowActions& actions, QWidget* parent = nullptr);
};

} // namespace tcplab
