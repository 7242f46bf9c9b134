#include "ui/settings/connectionbox.h"

#include "ui/common/button.h"
#include "ui/common/fields.h"
#include "ui/settings/fieldgrid.h"
#include "ui/settings/noticebar.h"
#include "ui/settings/proxywords.h"

#include <QComboBox>
#include <QLineEdit>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::array offeredJobs{1, 2, 3, 4, 6, 8, 12, 16};

bool sameFields(const ProviderLine& a, const ProviderLine& b)
{
    if (a.id != b.id || a.local != b.local || a.settings.size() != b.settings.size()) {
        return false;
    }
    return std::equal(a.settings.begin(), a.settings.end(), b.settings.begin(),
                      [](const EnteredLine& x, const EnteredLine& y) {
                          return x.name == y.name && x.title == y.title && x.choices == y.choices;
                      });
}

// A field that is being typed in, or was refused, keeps what stands in it.
void fillIn(TextField* field, const QString& text)
{
    if (!field->lineEdit()->hasFocus() && field->error().isEmpty()) {
        field->setText(text);
    }
}

} // namespace

ConnectionBox::ConnectionBox(QWidget* parent)
    : QWidget(parent)
    , m_confirmation(new NoticeBar(StatusGlyph::Warn))
    , m_grid(new FieldGrid)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(14);
    column->addWidget(m_confirmation);
    column->addWidget(m_grid);
    m_allow = m_confirmation->addButton(u"check"_s, tr("Allow"));
    connect(m_allow, &Button::clicked, this, [this] { Q_EMIT wished(ConfirmAddress{m_line.id}); });
}

void ConnectionBox::setProvider(const ProviderLine& provider)
{
    const bool same = sameFields(m_line, provider);
    m_line = provider;
    if (!same) {
        rebuild();
    }
    showValues();
}

void ConnectionBox::rebuild()
{
    m_grid->clear();
    m_settings.clear();
    addAddress();
    for (const EnteredLine& line : std::as_const(m_line.settings)) {
        addSetting(line);
    }
    addProxy();
    addConcurrency();
}

void ConnectionBox::addAddress()
{
    m_address = new TextField(tr("Address"));
    m_address->lineEdit()->setMaxLength(2000);
    m_grid->add(m_address);
    connect(m_address->lineEdit(), &QLineEdit::editingFinished, this, &ConnectionBox::takeAddress);
}

void ConnectionBox::addSetting(const EnteredLine& line)
{
    Setting setting;
    setting.name = line.name;
    const auto take = [this, name = line.name, initial = line.initial](const QString& text) {
        EnteredConnection entered = m_line.entered;
        const QString value = text.trimmed();
        if (value.isEmpty() || value == initial) {
            entered.settings.remove(name);
        } else {
            entered.settings.insert(name, value);
        }
        enter(entered);
    };
    if (line.choices.isEmpty()) {
        setting.text = new TextField(line.title);
        setting.text->setPlaceholderText(line.initial);
        setting.text->lineEdit()->setMaxLength(1000);
        setting.field = setting.text;
        connect(setting.text->lineEdit(), &QLineEdit::editingFinished, this,
                [edit = setting.text, take] { take(edit->text()); });
    } else {
        setting.choice = new QComboBox;
        setting.choice->addItems(line.choices);
        setting.field = new Field(line.title, setting.choice);
        connect(setting.choice, &QComboBox::activated, this,
                [choice = setting.choice, take] { take(choice->currentText()); });
    }
    m_settings.append(setting);
    m_grid->add(setting.field);
}

void ConnectionBox::addProxy()
{
    m_proxyUse = new QComboBox;
    if (m_line.local) {
        // A program of the own network is never reached through the program's proxy.
        m_proxyUse->addItem(tr("Directly"), static_cast<int>(ProxyUse::Global));
    } else {
        m_proxyUse->addItem(tr("As for the whole program"), static_cast<int>(ProxyUse::Global));
        m_proxyUse->addItem(tr("Directly"), static_cast<int>(ProxyUse::Direct));
    }
    m_proxyUse->addItem(tr("A proxy of its own"), static_cast<int>(ProxyUse::Own));
    m_grid->add(new Field(tr("Way into the network"), m_proxyUse));
    m_proxy = new TextField(tr("Proxy"));
    m_proxy->setPlaceholderText(proxyExample());
    m_proxy->lineEdit()->setMaxLength(1000);
    m_grid->add(m_proxy);
    connect(m_proxyUse, &QComboBox::activated, this, [this] {
        const auto use = static_cast<ProxyUse>(m_proxyUse->currentData().toInt());
        m_grid->setShown(m_proxy, use == ProxyUse::Own);
        if (use == ProxyUse::Own) {
            m_proxy->lineEdit()->setFocus(Qt::OtherFocusReason);
            return;
        }
        m_proxy->setError({});
        EnteredConnection entered = m_line.entered;
        entered.proxyUse = use;
        entered.proxy.clear();
        enter(entered);
    });
    connect(m_proxy->lineEdit(), &QLineEdit::editingFinished, this, &ConnectionBox::takeProxy);
}

void ConnectionBox::addConcurrency()
{
    m_concurrency = new QComboBox;
    m_grid->add(new Field(tr("Jobs at once"), m_concurrency));
    connect(m_concurrency, &QComboBox::activated, this, [this] {
        EnteredConnection entered = m_line.entered;
        entered.concurrency = m_concurrency->currentData().toInt();
        enter(entered);
    });
}

void ConnectionBox::showValues()
{
    const bool own = m_line.entered.proxyUse == ProxyUse::Own;
    fillIn(m_address, m_line.address);
    if (m_address->error().isEmpty()) {
        m_address->setHint(m_line.address == m_line.usualAddress
                               ? QString()
                               : tr("Usually %1").arg(m_line.usualAddress));
    }
    for (qsizetype i = 0; i < m_settings.size(); ++i) {
        const EnteredLine& line = m_line.settings[i];
        if (m_settings[i].text) {
            fillIn(m_settings[i].text, line.value);
            if (m_settings[i].text->error().isEmpty()) {
                m_settings[i].text->setHint(line.required && line.value.isEmpty()
                                                    && line.initial.isEmpty()
                                                ? tr("Needed: without it the service refuses")
                                                : QString());
            }
        } else {
            const QString value = line.value.isEmpty() ? line.initial : line.value;
            m_settings[i].choice->setCurrentIndex(
                std::max(0, m_settings[i].choice->findText(value)));
        }
    }
    // A proxy that is just being typed is not known yet.
    const bool typing = m_proxy->lineEdit()->hasFocus() || !m_proxy->error().isEmpty();
    if (!typing) {
        m_proxyUse->setCurrentIndex(
            std::max(0, m_proxyUse->findData(static_cast<int>(m_line.entered.proxyUse))));
        m_grid->setShown(m_proxy, own);
    }
    fillIn(m_proxy, m_line.entered.proxy);
    showConcurrency();

    m_confirmation->setVisible(!m_line.confirmed);
    m_confirmation->setText(
        m_line.local
            ? tr("%1 is a program on this computer or in your network. Allow Raskadr to send it "
                 "your "
                 "prompts and pictures without encryption at %2, and to take results from any port "
                 "there.")
                  .arg(m_line.name, m_line.address)
            : tr("Allow Raskadr to send your prompts and pictures to %1.").arg(m_line.address));
}

void ConnectionBox::showConcurrency()
{
    const int chosen = m_line.entered.concurrency;
    QList<int> jobs(offeredJobs.begin(), offeredJobs.end());
    if (chosen > 0 && !jobs.contains(chosen)) {
        jobs.insert(std::lower_bound(jobs.begin(), jobs.end(), chosen), chosen);
    }
    if (m_concurrency->count() != jobs.size() + 1) {
        m_concurrency->clear();
        m_concurrency->addItem(QString(), 0);
        for (const int count : std::as_const(jobs)) {
            m_concurrency->addItem(QString::number(count), count);
        }
    }
    m_concurrency->setItemText(0, tr("As usual: %1").arg(m_line.usualConcurrency));
    m_concurrency->setCurrentIndex(std::max(0, m_concurrency->findData(chosen)));
}

void ConnectionBox::enter(const EnteredConnection& entered)
{
    if (entered != m_line.entered) {
        Q_EMIT wished(EnterConnection{m_line.id, entered});
    }
}

void ConnectionBox::takeAddress()
{
    const QString typed = m_address->text().trimmed();
    if (typed == m_line.address) {
        m_address->setError({});
        return;
    }
    EnteredConnection entered = m_line.entered;
    entered.baseUrl = typed == m_line.usualAddress ? QString() : typed;
    m_address->setError({});
    if (typed.isEmpty()) {
        m_address->setText(m_line.usualAddress);
    }
    enter(entered);
}

void ConnectionBox::takeProxy()
{
    const QString typed = m_proxy->text().trimmed();
    if (m_proxyUse->currentData().toInt() != static_cast<int>(ProxyUse::Own)) {
        return;
    }
    if (!HttpProxy::parse(typed)) {
        // Left empty, it may still be chosen otherwise.
        m_proxy->setError(typed.isEmpty() ? proxyMissingSentence() : proxySentence());
        return;
    }
    m_proxy->setError({});
    EnteredConnection entered = m_line.entered;
    entered.proxyUse = ProxyUse::Own;
    entered.proxy = typed;
    enter(entered);
}

void ConnectionBox::showOutcome(const EnteredConnection& entered, const Result<>& outcome)
{
    if (outcome) {
        // A password that was typed in the proxy does not stay to be read.
        if (stillShows(entered, u"proxy"_s)) {
            m_proxy->setText(withoutPassword(m_proxy->text()));
        }
        return;
    }
    const Error& error = outcome.error();
    Field* field = fieldOf(error.subject);
    if (field && stillShows(entered, error.subject)) {
        field->setError(sentenceFor(error));
    }
}

bool ConnectionBox::stillShows(const EnteredConnection& entered, const QString& subject) const
{
    if (subject == u"baseUrl"_s) {
        const QString asked = entered.baseUrl.isEmpty() ? m_line.usualAddress : entered.baseUrl;
        return m_address && m_address->text().trimmed() == asked;
    }
    if (subject == u"proxy"_s) {
        return m_proxy && m_proxy->text().trimmed() == entered.proxy;
    }
    return std::any_of(m_settings.begin(), m_settings.end(), [&](const Setting& setting) {
        if (setting.name != subject) {
            return false;
        }
        return !setting.text || setting.text->text().trimmed() == entered.settings.value(subject);
    });
}

bool ConnectionBox::focusMissing()
{
    if (!m_confirmation->isHidden()) {
        m_allow->setFocus(Qt::OtherFocusReason);
        return true;
    }
    for (qsizetype i = 0; i < m_settings.size(); ++i) {
        const EnteredLine& line = m_line.settings[i];
        if (line.required && line.value.isEmpty() && line.initial.isEmpty()) {
            m_settings[i].field->setFocus(Qt::OtherFocusReason);
            return true;
        }
    }
    return false;
}

void ConnectionBox::focusAddress()
{
    if (m_address) {
        m_address->setFocus(Qt::OtherFocusReason);
    }
}

Field* ConnectionBox::fieldOf(const QString& subject) const
{
    if (subject == u"baseUrl"_s) {
        return m_address;
    }
    if (subject == u"proxy"_s) {
        return m_proxy;
    }
    for (const Setting& setting : m_settings) {
        if (setting.name == subject) {
            return setting.field;
        }
    }
    return nullptr;
}

QString ConnectionBox::sentenceFor(const Error& error) const
{
    if (error.subject == u"baseUrl"_s) {
        return m_line.local
            ? tr("This is no address. It looks like %1.").arg(u"http://127.0.0.1:8188"_s)
            : tr("Only an address that begins with https:// and lies in the internet can get the "
                 "key.");
    }
    return error.subject == u"proxy"_s ? proxySentence()
                                       : tr("The service takes another value here.");
}

} // namespace raskadr::ui
