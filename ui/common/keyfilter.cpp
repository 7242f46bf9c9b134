#include "ui/common/keyfilter.h"

#include <QApplication>
#include <QKeyEvent>
#include <QWidget>
#include <array>

QT_BEGIN_NAMESPACE
// What Qt Test uses to run a key through the table of shortcuts; there is no public call for it.
Q_GUI_EXPORT bool qt_sendShortcutOverrideEvent(QObject* object, ulong timestamp, int key,
                                               Qt::KeyboardModifiers modifiers,
                                               const QString& text = QString(),
                                               bool autoRepeat = false, ushort count = 1);
QT_END_NAMESPACE

namespace raskadr::ui {

namespace {

// The keys of the main block by kernel code (linux/input-event-codes.h), from KEY_Q on.
struct PhysicalKey
{
    quint32 code;
    int key;
};

constexpr std::array physicalKeys = std::to_array<PhysicalKey>({
    {16, Qt::Key_Q},         {17, Qt::Key_W},           {18, Qt::Key_E},
    {19, Qt::Key_R},         {20, Qt::Key_T},           {21, Qt::Key_Y},
    {22, Qt::Key_U},         {23, Qt::Key_I},           {24, Qt::Key_O},
    {25, Qt::Key_P},         {26, Qt::Key_BracketLeft}, {27, Qt::Key_BracketRight},
    {30, Qt::Key_A},         {31, Qt::Key_S},           {32, Qt::Key_D},
    {33, Qt::Key_F},         {34, Qt::Key_G},           {35, Qt::Key_H},
    {36, Qt::Key_J},         {37, Qt::Key_K},           {38, Qt::Key_L},
    {39, Qt::Key_Semicolon}, {40, Qt::Key_Apostrophe},  {41, Qt::Key_QuoteLeft},
    {44, Qt::Key_Z},         {45, Qt::Key_X},           {46, Qt::Key_C},
    {47, Qt::Key_V},         {48, Qt::Key_B},           {49, Qt::Key_N},
    {50, Qt::Key_M},         {51, Qt::Key_Comma},       {52, Qt::Key_Period},
});

bool isLetterOfAnotherScript(int key)
{
    // Above Latin with its accents and below Qt's named keys.
    return key >= 0x0370 && key < 0x01000000;
}

bool takesText(const QWidget* widget)
{
    return widget->testAttribute(Qt::WA_InputMethodEnabled);
}

} // namespace

LayoutKeyFilter::LayoutKeyFilter(QObject* parent, quint32 scanCodeOffset)
    : QObject(parent)
    , m_offset(scanCodeOffset)
{
}

int LayoutKeyFilter::latinKey(quint32 kernelKeyCode)
{
    for (const PhysicalKey& physical : physicalKeys) {
        if (physical.code == kernelKeyCode) {
            return physical.key;
        }
    }
    return 0;
}

bool LayoutKeyFilter::eventFilter(QObject* watched, QEvent* event)
{
    const QEvent::Type type = event->type();
    if ((type != QEvent::KeyPress && type != QEvent::KeyRelease) || !watched->isWidgetType()) {
        return QObject::eventFilter(watched, event);
    }
    const auto* key = static_cast<QKeyEvent*>(event);
    if (!isLetterOfAnotherScript(key->key()) || key->nativeScanCode() < m_offset
        || QApplication::activePopupWidget()) {
        return false;
    }
    const auto* widget = static_cast<QWidget*>(watched);
    const Qt::KeyboardModifiers commands =
        key->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier);
    if (!commands && takesText(widget)) {
        return false;
    }
    const int latin = latinKey(key->nativeScanCode() - m_offset);
    if (latin == 0) {
        return false;
    }
    resend(watched, *key, latin);
    // The new event has been through the whole chain of parents; the old one must not follow it.
    event->accept();
    return true;
}

void LayoutKeyFilter::resend(QObject* receiver, const QKeyEvent& event, int key)
{
    // A shortcut may delete the receiver.
    const QPointer<QObject> guard(receiver);
    if (event.type() == QEvent::KeyPress
        && qt_sendShortcutOverrideEvent(receiver, event.timestamp(), key, event.modifiers(),
                                        event.text(), event.isAutoRepeat(),
                                        static_cast<ushort>(event.count()))) {
        return;
    }
    if (!guard) {
        return;
    }
    QKeyEvent latin(event.type(), key, event.modifiers(), event.nativeScanCode(),
                    event.nativeVirtualKey(), event.nativeModifiers(), event.text(),
                    event.isAutoRepeat(), static_cast<quint16>(event.count()));
    latin.setTimestamp(event.timestamp());
    QCoreApplication::sendEvent(receiver, &latin);
}

} // namespace raskadr::ui
