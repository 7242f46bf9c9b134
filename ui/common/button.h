#pragma once

#include "ui/common/painters.h"

#include <QPushButton>

namespace raskadr::ui {

// Every push button of the program: an icon, a text that never elides, a key cap, a count.
// Checkable like any QPushButton; setMenu() adds the arrow. Icon buttons speak through their
// tooltip, which is their accessible name too.
class Button final : public QPushButton
{
    Q_OBJECT

public:
    enum class Kind { Main, Ordinary, Quiet, Danger, Icon };
    enum class Extent { Small, Normal, Composer, Large }; // 26, 32, 36, 40 px high

    explicit Button(const QString& text, Kind kind = Kind::Ordinary, QWidget* parent = nullptr);
    // A button with an icon and a text; for Kind::Icon the text is the tooltip.
    Button(const QString& iconName, const QString& text, Kind kind = Kind::Ordinary,
           QWidget* parent = nullptr);

    Kind kind() const { return m_kind; }
    void setKind(Kind kind);
    void setExtent(Extent extent);
    QString iconName() const { return m_iconName; }
    void setIconName(const QString& name);
    void setIconSize(int px); // 18, or 16 in small buttons, by default
    // The shortcut as people read it: a key cap, or a part of the tooltip of an icon button.
    void setKey(const QString& key);
    // The word for an icon button, or what a tooltip adds to a text.
    void setHint(const QString& hint);
    // A number after the text; 0 shows nothing.
    void setCount(int count, BadgeKind kind = BadgeKind::Counts);
    // The icon in a role of its own, for example a filled heart in accent.
    void setIconColor(const QColor& color);
    // White, for buttons that lie on pictures.
    void setOnPicture(bool on);
    // Edges for an icon button that stands alone.
    void setFramed(bool on);
    // The arrow of a button that opens a menu made on demand; setMenu() adds it by itself.
    void setArrow(bool on);
    // Text in accentText: «Вернуть» in a toast.
    void setAccentText(bool on);
    // Leaves the icon and moves the word into the tooltip, when a bar gets narrow.
    void setCompact(bool on);
    void setTextAlignment(Qt::Alignment alignment); // centred by default

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    bool isIconOnly() const { return m_kind == Kind::Icon || (m_compact && !m_iconName.isEmpty()); }
    int iconSize() const;
    int boxHeight() const;
    int sideMargin() const;
    int gap() const;
    bool hasArrow() const;
    int contentWidth() const;
    QFont labelFont() const;
    QColor foreground(const Theme& theme) const;
    void updateNames();

    Kind m_kind;
    Extent m_extent = Extent::Normal;
    QString m_iconName;
    int m_iconSize = 0;
    QString m_key;
    QString m_hint;
    int m_count = 0;
    BadgeKind m_countKind = BadgeKind::Counts;
    QColor m_iconColor;
    bool m_onPicture = false;
    bool m_framed = false;
    bool m_arrow = false;
    bool m_accentText = false;
    bool m_compact = false;
    Qt::Alignment m_alignment = Qt::AlignHCenter;
};

} // namespace raskadr::ui
