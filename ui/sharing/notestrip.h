#pragma once

#include <QWidget>

namespace raskadr::ui {

class Button;
class WrapLabel;

// A sentence that stays at its place with the one act that helps; hidden while there is none.
class NoteStrip final : public QWidget
{
    Q_OBJECT

public:
    enum class Kind { Note, Warning, Failure, Done };

    explicit NoteStrip(QWidget* parent = nullptr);

    // An empty sentence hides it, an empty act its button.
    void setNote(Kind kind, const QString& sentence, const QString& act = {});
    QString sentence() const;

Q_SIGNALS:
    void acted();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Kind m_kind = Kind::Note;
    WrapLabel* m_text;
    Button* m_act;
};

} // namespace raskadr::ui
