#include "ui/sharing/qrview.h"

#include "ui/common/painters.h"

#include <QPainter>
#include <memory>
#include <qrencode.h>

namespace raskadr::ui {

namespace {

// The standard asks for four modules of free space; a white plate is around it, too.
constexpr int quietModules = 3;

} // namespace

QrView::QrView(QWidget* parent)
    : QWidget(parent)
{
    setFixedSize(sizeHint());
    setAccessibleName(tr("QR code of the link"));
    hide();
}

void QrView::setText(const QString& text)
{
    m_modules.clear();
    m_size = 0;
    const QByteArray bytes = text.toUtf8();
    if (!bytes.isEmpty()) {
        const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
            QRcode_encodeData(
                static_cast<int>(bytes.size()),
                reinterpret_cast<const unsigned char*>(bytes.constData()), 0,
                QR_ECLEVEL_L), // a screen loses nothing, and larger modules read better
            &QRcode_free);
        if (code) {
            m_size = code->width;
            m_modules.reserve(m_size * m_size);
            for (int i = 0; i < m_size * m_size; ++i) {
                m_modules.append((code->data[i] & 1) != 0);
            }
        }
    }
    setVisible(m_size > 0);
    update();
}

void QrView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintBox(painter, rect(), 6, Qt::white);
    if (m_size == 0) {
        return;
    }
    const qreal dpr = devicePixelRatioF();
    const int pixels = static_cast<int>(side * dpr);
    const int module = pixels / (m_size + 2 * quietModules);
    const int start = (pixels - module * m_size) / 2;
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.scale(1 / dpr, 1 / dpr);
    for (int i = 0; i < m_modules.size(); ++i) {
        if (m_modules.at(i)) {
            painter.fillRect(start + i % m_size * module, start + i / m_size * module, module,
                             module, Qt::black);
        }
    }
}

} // namespace raskadr::ui
