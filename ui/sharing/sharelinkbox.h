#pragma once

#include "ui/sharing/shareline.h"

#include <QTimer>
#include <QWidget>

class QLineEdit;

namespace raskadr::ui {

class Button;
class ElidedLabel;
class QrView;
class WrapLabel;

// A link that is there: its address to copy, to open and as a QR code, and what is known of its
// guests.
class ShareLinkBox final : public QWidget
{
    Q_OBJECT

public:
    explicit ShareLinkBox(QWidget* parent = nullptr);

    void setLine(const ShareLine& line);

Q_SIGNALS:
    void openRequested(const QString& url);

private:
    void copy();
    void showCopy(bool justDone);

    QString m_url;
    bool m_folder = false;
    QTimer m_copied; // how long the button says so
    ElidedLabel* m_title;
    QrView* m_qr;
    QLineEdit* m_address;
    Button* m_copy;
    Button* m_open;
    WrapLabel* m_facts;
};

} // namespace raskadr::ui
