#include "ui/settings/providerlines.h"

#include <QCoreApplication>
#include <QUrl>

#include <algorithm>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

struct ProvidersWords
{
    Q_DECLARE_TR_FUNCTIONS(Providers)
};

QString keyTitle(const QString& name)
{
    if (name == u"key"_s) {
        return ProvidersWords::tr("Key");
    }
    if (name == u"accessKey"_s) {
        return ProvidersWords::tr("Access key");
    }
    if (name == u"secretKey"_s) {
        return ProvidersWords::tr("Secret key");
    }
    if (name == u"user"_s) {
        return ProvidersWords::tr("User name");
    }
    if (name == u"password"_s) {
        return ProvidersWords::tr("Password");
    }
    return name;
}

ProviderStanding standingOf(const ConnectionState& state, bool paused)
{
    const auto anyKey = [&state](KeyState wanted) {
        return std::any_of(state.keys.begin(), state.keys.end(),
                           [wanted](KeyState key) { return key == wanted; });
    };
    if (anyKey(KeyState::Unreadable) || anyKey(KeyState::KeychainGone)) {
        return ProviderStanding::KeyUnreadable;
    }
    if (!state.gaps.keys.isEmpty()) {
        return ProviderStanding::NeedsKey;
    }
    if (!state.gaps.settings.isEmpty()) {
        return ProviderStanding::NeedsSetting;
    }
    if (state.gaps.confirmation) {
        return ProviderStanding::NeedsConfirmation;
    }
    if (paused) {
        return ProviderStanding::Paused;
    }
    return anyKey(KeyState::Waiting) ? ProviderStanding::KeyWaiting : ProviderStanding::Connected;
}

QString hostOf(const QString& address)
{
    const QUrl url(address);
    return url.port() > 0 ? u"%1:%2"_s.arg(url.host()).arg(url.port()) : url.host();
}

QString remarkOn(const ProviderLine& line)
{
    switch (line.standing) {
    case ProviderStanding::Builtin:
        return ProvidersWords::tr("On this computer, free");
    case ProviderStanding::Connected:
        return line.local
            ? hostOf(line.address)
            : ProvidersWords::tr("%n model(s), key stored", nullptr, int(line.models.size()));
    case ProviderStanding::NeedsKey:
        return ProvidersWords::tr("No key entered");
    case ProviderStanding::NeedsSetting:
        return ProvidersWords::tr("A setting is missing");
    case ProviderStanding::NeedsConfirmation:
        return hostOf(line.address);
    case ProviderStanding::KeyWaiting:
        return ProvidersWords::tr("The system keychain has not answered yet");
    case ProviderStanding::KeyUnreadable:
        return ProvidersWords::tr("The key has to be entered again");
    case ProviderStanding::Paused:
        return line.pauseReason;
    }
    Q_UNREACHABLE();
}

void readKeys(const ConnectionState& state, ProviderLine& line)
{
    QStringList names = state.provider.secrets;
    QStringList others = state.keys.keys();
    others.sort();
    for (const QString& name : std::as_const(others)) {
        if (!names.contains(name)) {
            names.append(name);
        }
    }
    for (const QString& name : std::as_const(names)) {
        line.keys.append({name, keyTitle(name), state.keys.value(name, KeyState::Missing)});
    }
    line.keysOptional = state.provider.secretsOptional;
}

void readSettings(const ConnectionState& state, Language language, ProviderLine& line)
{
    for (const ConnectionSetting& setting : state.provider.settings) {
        const QString title = shownIn(language, setting.title.en, setting.title.ru);
        line.settings.append({setting.name, title.isEmpty() ? setting.name : title,
                              state.entered.settings.value(setting.name), setting.initial,
                              setting.choices, setting.required});
    }
}

// There is something that costs nothing to ask.
bool canBeAsked(const std::shared_ptr<const nlohmann::json>& manifest)
{
    return manifest && (manifest->contains("health") || manifest->contains("balance"));
}

ProviderLine lineOf(const ProviderManifest& provider, Language language)
{
    ProviderLine line;
    line.id = provider.id;
    line.name = shownIn(language, provider.name.en, provider.name.ru);
    line.local = provider.local;
    line.usualAddress = provider.baseUrl;
    line.usualConcurrency = provider.concurrency;
    line.checkable = canBeAsked(provider.document);
    return line;
}

Ownership ownershipOf(const QHash<QString, bool>& own, const QString& id)
{
    const auto found = own.constFind(id);
    return found == own.cend() ? Ownership::Program
        : *found               ? Ownership::Changed
                               : Ownership::Added;
}

int rankOf(ProviderStanding standing)
{
    switch (standing) {
    case ProviderStanding::Builtin:
        return 0;
    case ProviderStanding::Connected:
    case ProviderStanding::Paused:
    case ProviderStanding::KeyWaiting:
    case ProviderStanding::KeyUnreadable:
        return 1;
    case ProviderStanding::NeedsKey:
    case ProviderStanding::NeedsSetting:
    case ProviderStanding::NeedsConfirmation:
        return 2;
    }
    Q_UNREACHABLE();
}

} // namespace

QList<ProviderLine> providerLines(const Catalog& all, const QList<ConnectionState>& states,
                                  const QHash<QString, QString>& pauses, Language language,
                                  const OwnManifests& own)
{
    QList<ProviderLine> lines;
    for (const ConnectionState& state : states) {
        ProviderLine line = lineOf(state.provider, language);
        line.pauseReason = pauses.value(line.id);
        line.standing = standingOf(state, !line.pauseReason.isEmpty());
        line.entered = state.entered;
        line.address = effectiveBaseUrl(state.provider, state.entered);
        line.confirmed = !state.gaps.confirmation;
        readKeys(state, line);
        readSettings(state, language, line);
        lines.append(line);
    }
    for (const CatalogModel& model : all.models()) {
        const QString& id = model.manifest.providerId;
        auto line = std::find_if(lines.begin(), lines.end(),
                                 [&](const ProviderLine& known) { return known.id == id; });
        const ProviderManifest* provider = all.provider(id);
        if (line == lines.end() && provider && provider->isBuiltin()) {
            lines.append(lineOf(*provider, language));
            line = lines.end() - 1;
        }
        if (line != lines.end() && provider) {
            line->models.append(modelLine(*provider, model, language));
            line->models.last().ownership = ownershipOf(own.models, model.manifest.id);
            line->checkable = line->checkable || canBeAsked(model.manifest.document);
        }
    }
    for (ProviderLine& line : lines) {
        line.remark = remarkOn(line);
        line.ownership = ownershipOf(own.providers, line.id);
    }
    std::stable_sort(lines.begin(), lines.end(), [](const ProviderLine& a, const ProviderLine& b) {
        const int left = rankOf(a.standing);
        const int right = rankOf(b.standing);
        return left != right ? left < right : a.name.localeAwareCompare(b.name) < 0;
    });
    return lines;
}

QString standingText(const ProviderLine& provider)
{
    switch (provider.standing) {
    case ProviderStanding::Builtin:
        return ProvidersWords::tr("Always there");
    case ProviderStanding::Connected:
        return ProvidersWords::tr("Connected");
    case ProviderStanding::NeedsKey:
        return ProvidersWords::tr("Needs a key");
    case ProviderStanding::NeedsSetting:
        return ProvidersWords::tr("Needs a setting");
    case ProviderStanding::NeedsConfirmation:
        return ProvidersWords::tr("Confirm the address");
    case ProviderStanding::KeyWaiting:
        return ProvidersWords::tr("Waiting for the keychain");
    case ProviderStanding::KeyUnreadable:
        return ProvidersWords::tr("Enter the key again");
    case ProviderStanding::Paused:
        return ProvidersWords::tr("Paused");
    }
    Q_UNREACHABLE();
}

StatusGlyph standingGlyph(ProviderStanding standing)
{
    switch (standing) {
    case ProviderStanding::Builtin:
    case ProviderStanding::Connected:
        return StatusGlyph::Done;
    case ProviderStanding::KeyWaiting:
    case ProviderStanding::NeedsKey:
    case ProviderStanding::NeedsSetting:
    case ProviderStanding::NeedsConfirmation:
        return StatusGlyph::Wait;
    case ProviderStanding::KeyUnreadable:
    case ProviderStanding::Paused:
        return StatusGlyph::Error;
    }
    Q_UNREACHABLE();
}

} // namespace raskadr::ui
