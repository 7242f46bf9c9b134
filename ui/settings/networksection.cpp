#include "ui/settings/networksection.h"

#include "core/net/httpproxy.h"
#include "ui/common/errortext.h"
#include "ui/common/fields.h"
#include "ui/settings/proxywords.h"
#include "ui/settings/settingscard.h"

#include <QComboBox>
#include <QVBoxLayout>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

NetworkSection::NetworkSection(QWidget* parent)
    : QWidget(parent)
    , m_use(new QComboBox)
    , m_proxy(new TextField(tr("Address of the proxy")))
{
    m_use->addItem(tr("Directly"));
    m_use->addItem(tr("Through a proxy"));
    m_proxy->setPlaceholderText(proxyExample());
    m_proxy->lineEdit()->setMaxLength(1000);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    auto* card = new SettingsCard;
    card->addRow(
        tr("Way into the network"),
        tr("For providers and for pictures by their address. A provider may have a way of its "
           "own; programs on this computer are always reached directly."),
        m_use);
    card->addBelow(m_proxy);
    column->addWidget(card);
    showUse(false);

    connect(m_use, &QComboBox::activated, this, &NetworkSection::choose);
    connect(m_proxy->lineEdit(), &QLineEdit::editingFinished, this, &NetworkSection::take);
}

void NetworkSection::setProxy(const QString& proxy)
{
    m_kept = proxy;
    if (!m_proxy->lineEdit()->hasFocus() && m_proxy->error().isEmpty()) {
        m_proxy->setText(proxy);
        showUse(!proxy.isEmpty());
    }
}

void NetworkSection::setReadOnly(bool on)
{
    m_use->setEnabled(!on);
    m_proxy->setEnabled(!on);
}

void NetworkSection::showOutcome(const QString& proxy, const Result<>& outcome)
{
    if (m_proxy->text().trimmed() != proxy) {
        return;
    }
    if (outcome) {
        // A password that was typed does not stay to be read.
        m_proxy->setText(withoutPassword(m_proxy->text()));
    } else {
        m_proxy->setError(outcome.error().kind == ErrorKind::InvalidInput
                              ? proxySentence()
                              : errorText(outcome.error()));
    }
}

void NetworkSection::choose()
{
    const bool withProxy = m_use->currentIndex() == 1;
    showUse(withProxy);
    if (withProxy) {
        m_proxy->lineEdit()->setFocus(Qt::OtherFocusReason);
    } else {
        m_proxy->setError({});
        m_proxy->setText({});
        Q_EMIT proxyEntered({});
    }
}

void NetworkSection::take()
{
    const QString typed = m_proxy->text().trimmed();
    if (m_use->currentIndex() == 0 || typed == m_kept) {
        return;
    }
    if (!HttpProxy::parse(typed)) {
        m_proxy->setError(typed.isEmpty() ? proxyMissingSentence() : proxySentence());
        return;
    }
    m_proxy->setError({});
    Q_EMIT proxyEntered(typed);
}

void NetworkSection::showUse(bool withProxy)
{
    m_use->setCurrentIndex(withProxy ? 1 : 0);
    m_proxy->setVisible(withProxy);
    m_proxy->setHint(
        tr("If it asks for a name and a password, they stand before the host: "
           "http://name:password@host:port. The password is kept encrypted and not shown "
           "again."));
}

} // namespace raskadr::ui
