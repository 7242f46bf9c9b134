#include "ui/sharing/sharelist.h"

#include "ui/common/button.h"
#include "ui/common/painters.h"
#include "ui/common/textlabels.h"
#include "ui/sharing/sharewords.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollArea>
#include <QVBoxLayout>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int entryHeight = 58;
constexpr int rowInner = 12;

} // namespace

// One link: its name, how it is reached, how it stands.
class ShareEntry final : public QAbstractButton
{
public:
    ShareEntry()
    {
        setCheckable(true);
        setFocusPolicy(Qt::StrongFocus);
        setAttribute(Qt::WA_Hover);
        setFixedHeight(entryHeight);
        setProperty("focusRadius", 6);
    }

    void setLine(const ShareLine& line)
    {
        m_line = line;
        m_standing = shareStanding(line, QDate::currentDate());
        setAccessibleName(
            u"%1. %2. %3"_s.arg(line.share.name, wayText(line.share.way), m_standing.words));
        update();
    }
    const ShareLine& line() const { return m_line; }

    QSize sizeHint() const override { return {200, entryHeight}; }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const Theme& theme = themeOf(this);
        if (isChecked()) {
            paintBox(painter, rect(), 6, theme.selBg);
        } else if (underMouse()) {
            paintBox(painter, rect(), 6, theme.hover);
        }
        paintIcon(painter, {rowInner, 11}, wayIcon(m_line.share.way), 16, theme.text2);
        paintText(painter, QRectF(rowInner + 26, 9, width() - 2 * rowInner - 26, 20),
                  m_line.share.name, ui::font(TextStyle::BodyMedium), theme.text);
        const QColor color = glyphColor(theme, m_standing.glyph);
        paintGlyph(painter, {rowInner + 26, 33}, m_standing.glyph, theme);
        paintText(painter, QRectF(rowInner + 44, 31, width() - 2 * rowInner - 44, 16),
                  m_standing.words, ui::font(TextStyle::Small),
                  m_standing.glyph == StatusGlyph::Done ? theme.text2 : color);
    }

    void keyPressEvent(QKeyEvent* event) override
    {
        if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
            click();
            return;
        }
        QAbstractButton::keyPressEvent(event);
    }

private:
    ShareLine m_line;
    ShareStanding m_standing;
};

ShareList::ShareList(QWidget* parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout)
    , m_group(new QButtonGroup(this))
    , m_new(new Button(u"plus"_s, tr("New link"), Button::Kind::Quiet))
{
    auto* page = new QVBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->setSpacing(0);
    auto* inside = new QWidget;
    auto* column = new QVBoxLayout(inside);
    column->setContentsMargins(12, 14, 12, 14);
    column->setSpacing(4);
    m_column->setSpacing(4);
    column->addLayout(m_column);
    m_new->setCheckable(true);
    m_new->setTextAlignment(Qt::AlignLeft);
    m_new->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    column->addWidget(m_new);
    column->addStretch(1);
    auto* scroll = new QScrollArea;
    scroll->setWidget(inside);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->viewport()->setAutoFillBackground(false);
    inside->setAutoFillBackground(false);
    page->addWidget(scroll);

    m_group->addButton(m_new);
    connect(m_group, &QButtonGroup::buttonClicked, this, [this](QAbstractButton* button) {
        const auto* entry = dynamic_cast<const ShareEntry*>(button);
        Q_EMIT chosen(entry ? entry->line().share.id : ShareId());
    });
}

void ShareList::setLines(const QList<ShareLine>& lines)
{
    while (m_entries.size() > lines.size()) {
        ShareEntry* entry = m_entries.takeLast();
        m_group->removeButton(entry);
        entry->hide();
        entry->deleteLater();
    }
    while (m_entries.size() < lines.size()) {
        auto* entry = new ShareEntry;
        m_group->addButton(entry);
        m_column->addWidget(entry);
        m_entries.append(entry);
    }
    const auto* checked = dynamic_cast<const ShareEntry*>(m_group->checkedButton());
    const ShareId before = checked ? checked->line().share.id : ShareId();
    for (qsizetype i = 0; i < lines.size(); ++i) {
        m_entries.at(i)->setLine(lines.at(i));
    }
    choose(before);
}

void ShareList::choose(const ShareId& share)
{
    for (ShareEntry* entry : std::as_const(m_entries)) {
        if (entry->line().share.id == share && !share.isNull()) {
            entry->setChecked(true);
            return;
        }
    }
    m_new->setChecked(true);
}

void ShareList::setReadOnly(bool on)
{
    m_new->setVisible(!on);
}

} // namespace raskadr::ui
