#pragma once

#include <QLineEdit>
#include <QTextEdit>
#include <QWidget>

class QLabel;

namespace raskadr::ui {

class Button;
class WrapLabel;

// A line for searching: magnifier, key cap while empty, a cross to empty it. Esc empties it, and
// then gives the focus up with `left`.
class SearchField final : public QLineEdit
{
    Q_OBJECT

public:
    explicit SearchField(const QString& placeholder, QWidget* parent = nullptr);

    void setKey(const QString& key);

    QSize sizeHint() const override;

Q_SIGNALS:
    void left();

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void place();

    QString m_key;
    Button* m_clear;
};

// A password with an eye that shows it.
class PasswordEdit final : public QLineEdit
{
    Q_OBJECT

public:
    explicit PasswordEdit(QWidget* parent = nullptr);

    bool isRevealed() const { return echoMode() == QLineEdit::Normal; }
    void setRevealed(bool on);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    Button* m_eye;
};

// A label above, a control, and a sentence below when the value is wrong. The control gets the
// label as its accessible name and the sentence as its description.
class Field : public QWidget
{
    Q_OBJECT

public:
    // Takes the control over.
    Field(const QString& label, QWidget* control, QWidget* parent = nullptr);

    QString label() const;
    void setLabel(const QString& label);
    // Quiet words under the control: what is meant, which units.
    void setHint(const QString& hint);
    // Empty takes the error away.
    void setError(const QString& sentence);
    QString error() const { return m_errorText; }
    QWidget* control() const { return m_control; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void updateFoot();

    QLabel* m_label;
    QWidget* m_control;
    QWidget* m_foot;
    QLabel* m_footIcon;
    WrapLabel* m_footText;
    QString m_hint;
    QString m_errorText;
};

// A field with one line of text. Typing takes the error away.
class TextField : public Field
{
    Q_OBJECT

public:
    explicit TextField(const QString& label, QWidget* parent = nullptr);

    QString text() const;
    void setText(const QString& text);
    void setPlaceholderText(const QString& text);
    QLineEdit* lineEdit() const { return m_edit; }

Q_SIGNALS:
    void textChanged(const QString& text);
    void textEdited(const QString& text);
    void returnPressed();

protected:
    TextField(const QString& label, QLineEdit* edit, QWidget* parent);

private:
    QLineEdit* m_edit;
};

class PasswordField final : public TextField
{
    Q_OBJECT

public:
    explicit PasswordField(const QString& label, QWidget* parent = nullptr);
};

// Several lines of plain text with the line height of prompts. It grows between two numbers of
// lines and then scrolls. Tab leaves it.
class TextArea final : public QTextEdit
{
    Q_OBJECT

public:
    explicit TextArea(QWidget* parent = nullptr);

    void setLines(int least, int most);
    QString text() const { return toPlainText(); }
    // Forgets the undo history; setting the same text again does nothing.
    void setText(const QString& text);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;
    void insertFromMimeData(const QMimeData* source) override;

private:
    int heightForLines(int lines) const;
    void adaptHeight();

    int m_least = 3;
    int m_most = 8;
};

} // namespace raskadr::ui
