#include "ui/shell/entrypage.h"

#include "ui/common/button.h"
#include "ui/common/icons.h"
#include "ui/common/textlabels.h"
#include "ui/common/theme.h"
#include "ui/shell/stillwall.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QIcon>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QVBoxLayout>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int sideWidth = 640;
constexpr int sideMargin = 128;
constexpr int fieldHeight = 40;

QWidget* rowOf(QLabel*& iconLabel, WrapLabel*& text, TextStyle style, TextRole role)
{
    auto* row = new QWidget;
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    iconLabel = new QLabel;
    iconLabel->setFixedSize(18, 18);
    text = new WrapLabel({}, style, role);
    layout->addWidget(iconLabel, 0, Qt::AlignTop);
    layout->addWidget(text, 1);
    row->hide();
    return row;
}

} // namespace

EntryPage::EntryPage(const QString& title, QWidget* parent)
    : QWidget(parent)
    , m_side(new QWidget)
    , m_wordmark(new QLabel)
    , m_form(new QVBoxLayout)
    , m_acts(new QVBoxLayout)
    , m_wall(new StillWall)
{
    auto* columns = new QHBoxLayout(this);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(0);

    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFixedWidth(sideWidth);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(m_side);
    columns->addWidget(scroll);
    columns->addWidget(m_wall, 1);

    m_side->setAutoFillBackground(true);
    auto* side = new QVBoxLayout(m_side);
    side->setContentsMargins(sideMargin, 40, sideMargin, 40);
    side->setSpacing(0);
    side->addStretch(1);

    auto* brand = new QHBoxLayout;
    brand->setSpacing(12);
    auto* sign = new QLabel;
    sign->setPixmap(QIcon(u":/raskadr/appicon.svg"_s).pixmap(QSize(44, 44), devicePixelRatioF()));
    brand->addWidget(sign);
    m_wordmark->setAccessibleName(tr("Raskadr"));
    brand->addWidget(m_wordmark);
    brand->addStretch(1);
    side->addLayout(brand);
    side->addSpacing(48);

    auto* heading = new WrapLabel(title, TextStyle::DisplayTitle);
    side->addWidget(heading);
    side->addSpacing(24);
    m_form->setSpacing(16);
    side->addLayout(m_form);
    m_errorRow = rowOf(m_errorIcon, m_errorText, TextStyle::Body, TextRole::Error);
    side->addSpacing(12);
    side->addWidget(m_errorRow);
    side->addSpacing(16);
    m_acts->setSpacing(8);
    side->addLayout(m_acts);
    m_remarkRow = rowOf(m_remarkIcon, m_remarkText, TextStyle::Small, TextRole::Secondary);
    side->addSpacing(40);
    side->addWidget(m_remarkRow);
    side->addStretch(1);
    applyColours();
}

void EntryPage::setError(const QString& sentence)
{
    m_errorText->setText(sentence);
    m_errorRow->setVisible(!sentence.isEmpty());
}

void EntryPage::addButton(Button* button)
{
    button->setExtent(Button::Extent::Large);
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_acts->addWidget(button);
}

void EntryPage::setRemark(const QString& iconName, const QString& text)
{
    m_remarkIconName = iconName;
    m_remarkText->setText(text);
    m_remarkRow->setVisible(!text.isEmpty());
    applyColours();
}

void EntryPage::showEvent(QShowEvent* event)
{
    for (QLineEdit* edit : m_side->findChildren<QLineEdit*>()) {
        edit->setMinimumHeight(fieldHeight);
    }
    QWidget::showEvent(event);
}

void EntryPage::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        applyColours();
    }
}

void EntryPage::applyColours()
{
    const Theme& theme = themeOf(this);
    const qreal ratio = devicePixelRatioF();
    QPalette palette = m_side->palette();
    palette.setColor(QPalette::Window, theme.panel);
    m_side->setPalette(palette);
    const QIcon wordmark(theme.dark ? u":/raskadr/wordmark-dark.svg"_s
                                    : u":/raskadr/wordmark-light.svg"_s);
    m_wordmark->setPixmap(wordmark.pixmap(QSize(200, 26), ratio));
    if (m_errorIcon) {
        m_errorIcon->setPixmap(iconPixmap(u"status-error"_s, 16, theme.error, ratio));
        if (!m_remarkIconName.isEmpty()) {
            m_remarkIcon->setPixmap(iconPixmap(m_remarkIconName, 18, theme.text2, ratio));
        }
    }
}

} // namespace raskadr::ui
