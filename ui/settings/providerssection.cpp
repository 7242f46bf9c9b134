#include "ui/settings/providerssection.h"

#include "ui/common/button.h"
#include "ui/common/emptystate.h"
#include "ui/common/textlabels.h"
#include "ui/common/theme.h"
#include "ui/settings/connectionbox.h"
#include "ui/settings/keybox.h"
#include "ui/settings/providerdetails.h"
#include "ui/settings/providerlist.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedLayout>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int headHeight = 56;
constexpr int wideColumn = 340;
constexpr int narrowColumn = 268;
constexpr int besideFrom = 1150;
constexpr int wideEdge = 40;
constexpr int narrowEdge = 24;

} // namespace

ProvidersSection::ProvidersSection(QWidget* parent)
    : QWidget(parent)
    , m_list(new ProviderList)
    , m_column(nullptr)
    , m_scroll(new QScrollArea)
    , m_details(new ProviderDetails)
    , m_empty(new QWidget)
    , m_right(new QStackedLayout)
{
    m_column = buildColumn();
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setWidget(m_details);
    m_right->addWidget(m_scroll);
    auto* state = new EmptyState(tr("No providers yet"),
                                 tr("A provider runs the models. Import the description of one, or "
                                    "write it in the model editor."));
    connect(state->addButton(u"import"_s, tr("Import…")), &Button::clicked, this,
            [this] { Q_EMIT wished(ImportManifest{}); });
    connect(state->addButton(u"plus"_s, tr("Add a provider…")), &Button::clicked, this,
            [this] { Q_EMIT wished(EditModel{}); });
    auto* middle = new QVBoxLayout(m_empty);
    middle->addWidget(state, 0, Qt::AlignCenter);
    m_right->addWidget(m_empty);
    m_right->setCurrentWidget(m_empty);

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_column);
    row->addLayout(m_right, 1);
    connect(m_list, &ProviderList::chosenChanged, this, &ProvidersSection::showChosen);
    connect(m_details, &ProviderDetails::wished, this, &ProvidersSection::wished);
}

QWidget* ProvidersSection::buildColumn()
{
    auto* column = new QWidget;
    auto* lines = new QVBoxLayout(column);
    lines->setContentsMargins(0, 0, 1, 0);
    lines->setSpacing(0);
    auto* head = new QWidget;
    head->setFixedHeight(headHeight);
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(16, 0, 12, 0);
    row->setSpacing(4);
    row->addWidget(new ElidedLabel(tr("Providers"), TextStyle::Heading), 1);
    auto* import = new Button(u"import"_s, tr("Import a description…"), Button::Kind::Icon);
    auto* add = new Button(u"plus"_s, tr("Add a provider…"), Button::Kind::Icon);
    row->addWidget(import);
    row->addWidget(add);
    lines->addWidget(head);
    lines->addSpacing(1);
    lines->addWidget(m_list, 1);
    connect(import, &Button::clicked, this, [this] { Q_EMIT wished(ImportManifest{}); });
    connect(add, &Button::clicked, this, [this] { Q_EMIT wished(EditModel{}); });
    return column;
}

void ProvidersSection::setProviders(const QList<ProviderLine>& providers)
{
    m_list->setProviders(providers);
    m_right->setCurrentWidget(providers.isEmpty() ? m_empty : m_scroll);
    if (m_list->provider(m_wanted)) {
        openProvider(QString(m_wanted));
    }
}

void ProvidersSection::setKeychainOffered(bool on)
{
    m_details->setKeychainOffered(on);
}

void ProvidersSection::setCheck(const QString& providerId, const CheckLine& check)
{
    m_checks.insert(providerId, check);
    if (providerId == m_shown) {
        m_details->setCheck(check);
    }
}

void ProvidersSection::showKeyOutcome(const QString& providerId, const QString& name,
                                      const Result<>& outcome)
{
    if (providerId == m_shown) {
        m_details->keys()->showOutcome(name, outcome);
    }
}

void ProvidersSection::showConnectionOutcome(const QString& providerId,
                                             const EnteredConnection& entered,
                                             const Result<>& outcome)
{
    if (providerId == m_shown) {
        m_details->connection()->showOutcome(entered, outcome);
    }
}

void ProvidersSection::openProvider(const QString& id)
{
    const bool known = m_list->provider(id);
    m_wanted = known ? QString() : id;
    if (known) {
        m_list->choose(id);
        m_details->focusMissing();
    } else {
        m_list->setFocus(Qt::OtherFocusReason);
    }
}

QString ProvidersSection::chosen() const
{
    return m_shown;
}

void ProvidersSection::showChosen()
{
    const ProviderLine* line = m_list->chosen();
    if (!line) {
        return;
    }
    if (m_shown != line->id) {
        m_scroll->verticalScrollBar()->setValue(0);
    }
    m_shown = line->id;
    m_details->setProvider(*line);
    m_details->setCheck(m_checks.value(line->id));
}

void ProvidersSection::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& theme = themeOf(this);
    painter.fillRect(QRect(m_column->geometry().right(), 0, 1, height()), theme.line);
    painter.fillRect(QRect(0, headHeight, m_column->width(), 1), theme.line);
}

void ProvidersSection::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    const bool wide = width() >= besideFrom;
    m_column->setFixedWidth(wide ? wideColumn : narrowColumn);
    const int edge = wide ? wideEdge : narrowEdge;
    m_details->layout()->setContentsMargins(edge, 24, edge, 32);
}

} // namespace raskadr::ui
