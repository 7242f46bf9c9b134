#include "ui/settings/providerdetails.h"

#include "ui/common/button.h"
#include "ui/common/dialog.h"
#include "ui/common/painters.h"
#include "ui/common/statuschip.h"
#include "ui/common/textlabels.h"
#include "ui/settings/connectionbox.h"
#include "ui/settings/keybox.h"
#include "ui/settings/modelscard.h"
#include "ui/settings/noticebar.h"
#include "ui/settings/providerlines.h"
#include "ui/settings/providerlist.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QPainter>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int largeTileSize = 40;
constexpr int checkGlyphSize = 16;

class LetterTile final : public QWidget
{
public:
    LetterTile() { setFixedSize(largeTileSize, largeTileSize); }

    void setName(const QString& name)
    {
        m_name = name;
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        paintLetterTile(painter, rect(), m_name, true, themeOf(this));
    }

private:
    QString m_name;
};

// A glyph beside words that wrap.
class GlyphMark final : public QWidget
{
public:
    GlyphMark() { setFixedSize(checkGlyphSize, checkGlyphSize); }

    void setGlyph(StatusGlyph glyph)
    {
        m_glyph = glyph;
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        paintGlyph(painter, {0, 0}, m_glyph, themeOf(this), checkGlyphSize);
    }

private:
    StatusGlyph m_glyph = StatusGlyph::Wait;
};

} // namespace

ProviderDetails::ProviderDetails(QWidget* parent)
    : QWidget(parent)
    , m_tile(new LetterTile)
    , m_name(new ElidedLabel({}, TextStyle::PageTitle))
    , m_standing(new StatusChip(StatusGlyph::Wait, {}))
    , m_pause(new NoticeBar(StatusGlyph::Error))
    , m_keys(new KeyBox)
    , m_checkRow(new QWidget)
    , m_checkMark(new GlyphMark)
    , m_checkText(new WrapLabel)
    , m_checkDetails(new Button(tr("Details"), Button::Kind::Quiet))
    , m_connectionTitle(new ElidedLabel(tr("Connection"), TextStyle::Heading))
    , m_restore(new Button(u"undo"_s, tr("Back to the original…"), Button::Kind::Quiet))
    , m_remove(new Button(u"trash"_s, tr("Remove the provider…"), Button::Kind::Danger))
    , m_connection(new ConnectionBox)
    , m_models(new ModelsCard)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(16);
    column->addWidget(buildHead());
    column->addWidget(m_pause);
    column->addWidget(m_keys);
    column->addWidget(buildCheck());
    column->addSpacing(4);
    column->addWidget(m_connectionTitle);
    column->addWidget(m_connection);
    column->addSpacing(4);
    column->addWidget(m_models);
    column->addStretch(1);

    connect(m_pause->addButton(u"play"_s, tr("Go on")), &Button::clicked, this,
            [this] { Q_EMIT wished(ResumeProvider{m_line.id}); });
    connect(m_checkDetails, &Button::clicked, this, &ProviderDetails::showDetails);
    connect(m_keys, &KeyBox::wished, this, &ProviderDetails::wished);
    connect(m_connection, &ConnectionBox::wished, this, &ProviderDetails::wished);
    connect(m_models, &ModelsCard::wished, this, &ProviderDetails::wished);
    setCheck({});
}

QWidget* ProviderDetails::buildHead()
{
    auto* head = new QWidget;
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    row->addWidget(m_tile);
    m_name->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    row->addWidget(m_name);
    row->addWidget(m_standing);
    row->addStretch(1);
    for (Button* button : {m_restore, m_remove}) {
        row->addWidget(button);
        connect(button, &Button::clicked, this, [this] {
            Q_EMIT wished(RemoveManifest{m_line.id, {}});
        });
    }
    return head;
}

QWidget* ProviderDetails::buildCheck()
{
    auto* row = new QHBoxLayout(m_checkRow);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_checkMark, 0, Qt::AlignVCenter);
    row->addWidget(m_checkText, 1, Qt::AlignVCenter);
    m_checkDetails->setExtent(Button::Extent::Small);
    row->addWidget(m_checkDetails, 0, Qt::AlignVCenter);
    return m_checkRow;
}

void ProviderDetails::setProvider(const ProviderLine& provider)
{
    m_line = provider;
    static_cast<LetterTile*>(m_tile)->setName(provider.name);
    m_name->setText(provider.name);
    m_standing->setStatus(standingGlyph(provider.standing), standingText(provider));
    m_pause->setVisible(provider.standing == ProviderStanding::Paused);
    m_pause->setText(
        tr("%1 The generations of this provider wait; nothing is lost.").arg(provider.pauseReason));
    m_keys->setProvider(provider);
    m_keys->setVisible(!provider.isBuiltin() && (!provider.keys.isEmpty() || provider.checkable));
    m_connectionTitle->setVisible(!provider.isBuiltin());
    m_connection->setVisible(!provider.isBuiltin());
    if (!provider.isBuiltin()) {
        m_connection->setProvider(provider);
    }
    m_models->setProvider(provider);
    m_restore->setVisible(provider.ownership == Ownership::Changed);
    m_remove->setVisible(provider.ownership == Ownership::Added);
}

void ProviderDetails::setCheck(const CheckLine& check)
{
    const bool news = check != m_check;
    m_check = check;
    m_keys->setCheckRunning(check.kind == CheckLine::Kind::Running);
    m_checkRow->setVisible(check.kind == CheckLine::Kind::Good
                           || check.kind == CheckLine::Kind::Bad);
    static_cast<GlyphMark*>(m_checkMark)
        ->setGlyph(check.kind == CheckLine::Kind::Bad ? StatusGlyph::Error : StatusGlyph::Done);
    m_checkText->setText(check.text);
    m_checkText->setRole(check.kind == CheckLine::Kind::Bad ? TextRole::Error : TextRole::Primary);
    m_checkDetails->setVisible(!check.details.isEmpty());
    if (news && !check.text.isEmpty()) {
        QAccessibleEvent alert(m_checkText, QAccessible::Alert);
        QAccessible::updateAccessibility(&alert);
    }
}

void ProviderDetails::setKeychainOffered(bool on)
{
    m_keys->setKeychainOffered(on);
}

void ProviderDetails::focusMissing()
{
    const bool keys = !m_keys->isHidden();
    if ((keys && m_keys->focusMissing()) || m_connection->isHidden()
        || m_connection->focusMissing()) {
        return;
    }
    // Nothing is missing: who comes here wants to change the key, or where the program is.
    if (!keys || !m_keys->focusFirst()) {
        m_connection->focusAddress();
    }
}

void ProviderDetails::showDetails()
{
    auto* dialog = new Dialog(this, tr("What the service answered"));
    dialog->setPanelWidth(640);
    dialog->content()->addWidget(new SelectableText(m_check.details, TextStyle::Body));
    dialog->addReject(tr("Close"));
    dialog->open();
}

} // namespace raskadr::ui
