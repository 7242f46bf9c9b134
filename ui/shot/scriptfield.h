#pragma once

#include <QWidget>

namespace raskadr::ui {

class Button;
class TextArea;

// The script text of a shot above its feed. Where there is little room it hides behind an icon.
class ScriptField final : public QWidget
{
    Q_OBJECT

public:
    explicit ScriptField(QWidget* parent = nullptr);

    // The icon that opens it where it is hidden; for the line of filters.
    Button* toggle() const { return m_toggle; }
    // A text that is being edited stays; `fresh` is the text of another shot.
    void setScript(const QString& script, bool fresh);
    // Tells a change now.
    void flush();
    void edit();
    void setRoomy(bool roomy);
    void setReadOnly(bool on);

Q_SIGNALS:
    void edited(const QString& script);
    void left(); // Esc

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void arrange();

    Button* m_toggle;
    TextArea* m_text;
    QString m_script;
    bool m_roomy = true;
};

} // namespace raskadr::ui
