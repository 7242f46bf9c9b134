#include "core/library/connectioninput.h"

#include <QUrl>

#include <algorithm>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype maxSettingLength = 4096;

bool isBlank(unsigned char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

tl::unexpected<Error> invalid(const QString& subject, const QString& reason)
{
    return failure(ErrorKind::InvalidInput, reason, subject);
}

} // namespace

Result<SecretBytes> typedKey(const SecretBytes& typed, const QString& name)
{
    const unsigned char* first = typed.data();
    const unsigned char* last = first + typed.size();
    while (first != last && isBlank(*first)) {
        ++first;
    }
    while (first != last && isBlank(last[-1])) {
        --last;
    }
    if (first == last) {
        return invalid(name, u"a key is not empty"_s);
    }
    if (last - first > maxKeyBytes) {
        return invalid(name, u"a key has at most 16 KiB"_s);
    }
    // No header carries anything else.
    if (!std::all_of(first, last, [](unsigned char byte) { return byte >= 0x20 && byte < 0x7f; })) {
        return invalid(name, u"a key has printable ASCII characters only"_s);
    }
    SecretBytes key(last - first);
    std::copy(first, last, key.data());
    return key;
}

Result<QString> typedBaseUrl(const QString& typed, const ProviderManifest& provider)
{
    const QString trimmed = typed.trimmed();
    if (trimmed.isEmpty()) {
        return QString();
    }
    const auto url = HttpUrl::parse(trimmed);
    if (!url) {
        return invalid(u"baseUrl"_s, url.error().detail);
    }
    if (url->toEncoded().contains('?') || trimmed.contains(u'#')) {
        return invalid(u"baseUrl"_s, u"a base address has no query"_s);
    }
    if (!provider.local) {
        const auto& address = url->hostAddress();
        const bool isInside =
            address ? addressKind(*address) != AddressKind::Public : isInsideName(url->host());
        if (!url->isEncrypted() || isInside) {
            return invalid(u"baseUrl"_s, u"only a local provider may be reached there"_s);
        }
    }
    QString text = QString::fromLatin1(url->toEncoded());
    while (text.endsWith(u'/')) {
        text.chop(1);
    }
    return text;
}

QString originOf(const QString& url)
{
    const auto parsed = HttpUrl::parse(url);
    return parsed ? QString::fromLatin1(parsed->origin().toText()) : QString();
}

Result<TypedProxy> typedProxy(const QString& typed)
{
    TypedProxy result;
    if (typed.trimmed().isEmpty()) {
        return result;
    }
    const auto proxy = HttpProxy::parse(typed);
    if (!proxy) {
        return invalid(u"proxy"_s, proxy.error().detail);
    }
    QByteArray address = proxy->address();
    if (!proxy->name().isEmpty() || !proxy->password().isEmpty()) {
        address.insert(address.indexOf("://") + 3, proxy->name().toPercentEncoding() + '@');
    }
    result.text = QString::fromLatin1(address);
    result.password = SecretBytes(proxy->password().reveal());
    return result;
}

Result<HttpProxy> proxyFrom(const QString& text, const QByteArray& password)
{
    QString whole = text;
    const qsizetype at = whole.lastIndexOf(u'@');
    if (at >= 0 && !password.isEmpty()) {
        whole.insert(at, u':' + QString::fromLatin1(password.toPercentEncoding()));
    }
    return HttpProxy::parse(whole);
}

Result<QHash<QString, QString>> typedSettings(const QHash<QString, QString>& typed,
                                              const QList<ConnectionSetting>& known)
{
    QHash<QString, QString> settings;
    for (auto setting = typed.begin(); setting != typed.end(); ++setting) {
        const QString value = setting.value().trimmed();
        const auto found =
            std::find_if(known.begin(), known.end(),
                         [&](const ConnectionSetting& each) { return each.name == setting.key(); });
        if (found == known.end()) {
            return invalid(setting.key(), u"the provider has no such setting"_s);
        }
        const bool printable = std::all_of(value.begin(), value.end(), [](QChar c) {
            return c.category() != QChar::Other_Control;
        });
        if (value.size() > maxSettingLength || !printable) {
            return invalid(setting.key(), u"too long, or with characters that cannot be printed"_s);
        }
        if (!value.isEmpty() && !found->choices.isEmpty() && !found->choices.contains(value)) {
            return invalid(setting.key(), u"none of the choices"_s);
        }
        if (!value.isEmpty()) {
            settings.insert(setting.key(), value);
        }
    }
    return settings;
}

} // namespace raskadr
