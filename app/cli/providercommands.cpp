#include "app/cli/commands.h"
#include "app/cli/context.h"
#include "app/cli/interrupt.h"
#include "app/cli/jsonvalues.h"
#include "app/cli/password.h"
#include "app/cli/removals.h"
#include "app/cli/services.h"
#include "app/cli/table.h"
#include "app/words/localname.h"
#include "core/library/manifestremoval.h"
#include "core/library/providercheck.h"
#include "ui/common/moneytext.h"

#include <QEventLoop>

namespace raskadr::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

QString keyStateName(KeyState state)
{
    switch (state) {
    case KeyState::Missing:
        return u"missing"_s;
    case KeyState::Sealed:
        return u"sealed"_s;
    case KeyState::InKeychain:
        return u"keychain"_s;
    case KeyState::Waiting:
        return u"waiting"_s;
    case KeyState::KeychainGone:
    case KeyState::Unreadable:
        return u"unreadable"_s;
    }
    return {};
}

QStringList sortedKeys(const ConnectionState& state)
{
    QStringList names = state.keys.keys();
    names.sort();
    return names;
}

QJsonObject connectionJson(const ConnectionState& state)
{
    QJsonObject keys;
    for (const QString& name : sortedKeys(state)) {
        keys[name] = keyStateName(state.keys.value(name));
    }
    QJsonObject settings;
    for (auto setting = state.entered.settings.begin(); setting != state.entered.settings.end();
         ++setting) {
        settings[setting.key()] = setting.value();
    }
    QJsonObject json = toJson(state.provider);
    json[u"connected"_s] = state.isConnected();
    json[u"baseUrl"_s] = effectiveBaseUrl(state.provider, state.entered);
    json[u"keys"_s] = keys;
    json[u"settings"_s] = settings;
    json[u"missing"_s] = QJsonArray::fromStringList(state.gaps.keys + state.gaps.settings);
    json[u"addressConfirmed"_s] = !state.gaps.confirmation;
    return json;
}

// An error of a change, in words; `typed` is what was typed for an address.
int refuse(Context& context, const Error& error, const QString& typed = {})
{
    const QString provider = context.argument(0);
    if (error.kind == ErrorKind::NotFound && error.subject == provider) {
        return context.fail(
            Words::tr("There is no provider “%1”. All providers: raskadr-cli provider list")
                .arg(provider));
    }
    if (error.kind == ErrorKind::NotFound) {
        return context.fail(Words::tr("The provider “%1” asks for no key “%2”. What it asks for: "
                                      "raskadr-cli provider list")
                                .arg(provider, error.subject));
    }
    if (error.kind == ErrorKind::InvalidInput && error.subject == u"baseUrl"_s) {
        return context.fail(
            Words::tr("“%1” is no address for this provider. It begins with https:// and is "
                      "public; only a local provider may be on this computer or in its network.")
                .arg(typed));
    }
    if (error.kind == ErrorKind::InvalidInput
        && context.invocation().command->name == u"provider set"_s) {
        return context.fail(Words::tr("The provider “%1” has no setting “%2”, or not with this "
                                      "value.")
                                .arg(provider, error.subject));
    }
    if (error.kind == ErrorKind::InvalidInput) {
        return context.fail(Words::tr("This is no key: a key is one line of Latin letters, digits "
                                      "and signs. It is read from the standard input."));
    }
    if (error.kind == ErrorKind::InputDamaged) {
        return context.fail(Words::tr("The vault of this account does not open, so that no key can "
                                      "be sealed. Set a new password with the recovery code."));
    }
    return context.fail(error);
}

int showState(Context& context, const QString& sentence)
{
    const auto state = context.connections().state(context.account(), context.argument(0));
    if (!state) {
        return refuse(context, state.error());
    }
    context.output().result(connectionJson(*state), sentence);
    if (!state->isConnected()) {
        context.output().note(Words::tr("The provider “%1” cannot be called yet: %2.")
                                  .arg(shownName(state->provider.name), connectionText(*state)));
    }
    return Done;
}

int listProviders(Context& context)
{
    const auto states = context.connections().states(context.account());
    const auto builtin = context.read([](const Repositories& r) {
        QList<ProviderManifest> inside;
        for (const ManifestRecord& record : r.catalog.providers()) {
            const auto provider = parseProvider(record.manifest);
            if (provider && provider->isBuiltin()) {
                inside.append(*provider);
            }
        }
        return inside;
    });
    if (!states || !builtin) {
        return context.fail(states ? builtin.error() : states.error());
    }
    QJsonArray json;
    Table table(
        {Words::tr("Id"), Words::tr("Name"), Words::tr("At once"), Words::tr("Connection")});
    for (const ProviderManifest& provider : *builtin) {
        QJsonObject object = toJson(provider);
        object[u"connected"_s] = true;
        json.append(object);
        table.add({provider.id, shownName(provider.name), QString::number(provider.concurrency),
                   Words::tr("in the program")});
    }
    for (const ConnectionState& state : *states) {
        json.append(connectionJson(state));
        const int atOnce =
            state.entered.concurrency > 0 ? state.entered.concurrency : state.provider.concurrency;
        table.add({state.provider.id, shownName(state.provider.name), QString::number(atOnce),
                   connectionText(state)});
    }
    context.output().result(
        json, table.isEmpty() ? Words::tr("There are no providers yet.") : table.toText());
    return Done;
}

int enterKey(Context& context)
{
    const QString provider = context.argument(0);
    const QString name = context.argument(1);
    const auto known = context.connections().state(context.account(), provider);
    if (!known) {
        return refuse(context, known.error());
    }
    if (context.has(u"--remove"_s)) {
        const auto removed =
            context.connections().removeKey(context.account(), provider, name).wait();
        return removed ? showState(context,
                                   Words::tr("The key “%1” of “%2” is forgotten.")
                                       .arg(name, shownName(known->provider.name)))
                       : context.fail(Words::tr("There is no key “%1” of “%2”.")
                                          .arg(name, shownName(known->provider.name)));
    }
    const SecretBytes key = readKey(Words::tr("Key “%1” of “%2”").arg(name, provider));
    const auto sealed =
        context.connections().sealKey(context.account(), provider, name, key).wait();
    if (!sealed) {
        return refuse(context, sealed.error());
    }
    return showState(context,
                     Words::tr("The key “%1” of “%2” is kept, sealed with your password.")
                         .arg(name, shownName(known->provider.name)));
}

int enterBase(Context& context)
{
    const QString provider = context.argument(0);
    auto& connections = context.connections();
    const auto known = connections.state(context.account(), provider);
    if (!known) {
        return refuse(context, known.error());
    }
    EnteredConnection entered = known->entered;
    entered.baseUrl = context.argument(1);
    if (const auto done = connections.enter(context.account(), provider, entered).wait(); !done) {
        return refuse(context, done.error(), context.argument(1));
    }
    if (const auto done = connections.confirmAddress(context.account(), provider).wait(); !done) {
        return refuse(context, done.error());
    }
    return showState(context,
                     Words::tr("The provider “%1” is called at this address now.")
                         .arg(shownName(known->provider.name)));
}

int enterSetting(Context& context)
{
    const QString provider = context.argument(0);
    auto& connections = context.connections();
    const auto known = connections.state(context.account(), provider);
    if (!known) {
        return refuse(context, known.error());
    }
    EnteredConnection entered = known->entered;
    entered.settings[context.argument(1)] = context.argument(2);
    if (const auto done = connections.enter(context.account(), provider, entered).wait(); !done) {
        return refuse(context, done.error());
    }
    return showState(context,
                     Words::tr("“%1” of “%2” is set.")
                         .arg(context.argument(1), shownName(known->provider.name)));
}

void tellCheck(Context& context, const ProviderCheck& check, const ConnectionState& state)
{
    QJsonObject json = connectionJson(state);
    json[u"answers"_s] = check.asked ? QJsonValue(true) : QJsonValue();
    QStringList sentences{
        check.asked ? Words::tr("The provider “%1” answers.").arg(shownName(state.provider.name))
                    : Words::tr("The provider “%1” tells nothing for free. Whether its key fits "
                                "shows with the first generation.")
                          .arg(shownName(state.provider.name))};
    if (check.balance) {
        json[u"balance"_s] = QJsonObject{{u"amount"_s, double(check.balance->micros) / 1e6},
                                         {u"unit"_s, check.balance->unit}};
        sentences.append(Words::tr("What is left: %1.")
                             .arg(ui::amountText(check.balance->micros, check.balance->unit)));
    }
    if (check.models) {
        json[u"models"_s] = *check.models;
        sentences.append(Words::tr("It has %n model(s).", nullptr, *check.models));
    }
    context.output().result(json, sentences.join(u' '));
}

int checkProvider(Context& context)
{
    auto& connections = context.connections();
    const QString provider = context.argument(0);
    if (const auto known = connections.state(context.account(), provider); !known) {
        return refuse(context, known.error());
    }
    Interrupt interrupt;
    if (!waitForKeys(context, provider, interrupt)) {
        return Failed;
    }
    Services services(context);
    QEventLoop loop;
    std::optional<tl::expected<ProviderCheck, ServiceFailure>> found;
    QObject::connect(&interrupt, &Interrupt::requested, &loop, &QEventLoop::quit);
    auto checking = checkProvider(services.sender(), connections, context.account(), provider,
                                  &loop, [&](const auto& result) {
                                      found = result;
                                      loop.quit();
                                  });
    loop.exec();
    checking.reset();
    if (!found) {
        return Failed;
    }
    if (!*found) {
        return tellServiceFailure(context, provider, found->error());
    }
    const auto state = connections.state(context.account(), provider);
    if (!state) {
        return context.fail(state.error());
    }
    tellCheck(context, **found, *state);
    return Done;
}

int removeProvider(Context& context)
{
    const QString id = context.argument(0);
    const auto removal = raskadr::removeProvider(context.store(), context.account(), id).wait();
    if (!removal && removal.error().kind == ErrorKind::NotFound) {
        return context.fail(Words::tr("“%1” is no provider that you added or changed. Providers: "
                                      "raskadr-cli provider list")
                                .arg(id));
    }
    if (!removal) {
        return refuseRemoval(context, removal.error());
    }
    return tellRemoved(context, *removal);
}

} // namespace

QList<CommandSpec> providerCommands()
{
    return {
        {u"provider list"_s,
         {},
         Words::tr("Show who runs models, and what is still missing to call them."),
         {},
         Access::Read,
         true,
         listProviders},
        {u"provider key"_s,
         u"PROVIDER NAME"_s,
         Words::tr("Enter a key of a provider. It is read from the standard input."),
         {{u"--remove"_s, {}, Words::tr("Forget the key instead."), false}},
         Access::Write,
         true,
         enterKey},
        {u"provider base"_s,
         u"PROVIDER URL"_s,
         Words::tr("Say where a provider is reached, which also confirms the address of a local "
                   "one."),
         {},
         Access::Write,
         true,
         enterBase},
        {u"provider set"_s,
         u"PROVIDER NAME VALUE"_s,
         Words::tr("Enter what a provider wants to know and what is no secret."),
         {},
         Access::Write,
         true,
         enterSetting},
        {u"provider check"_s,
         u"PROVIDER"_s,
         Words::tr("Ask a provider whether it is there and the key fits. It costs nothing."),
         {},
         Access::Write,
         true,
         checkProvider},
        {u"provider remove"_s,
         u"PROVIDER"_s,
         Words::tr(
             "Forget a provider that you added, with its models and keys, or give one that you "
             "changed its original back."),
         {},
         Access::Write,
         true,
         removeProvider},
    };
}

} // namespace raskadr::cli
