#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <nlohmann/json.hpp>
#include <optional>

namespace raskadr {

// What came back for a request, before anything is believed of it. A string of more than 64 KiB may
// have been cut out: the body then has {"$blob": n} in its place, n below `blobs`.
struct ServiceAnswer
{
    // How the connection broke, if it did.
    enum class Transport { Intact, Refused, Unreachable, Dns, Tls, Timeout, Reset };
    enum class Form { Empty, Json, Other };

    int status = 0; // 0: no answer came
    Transport transport = Transport::Intact;
    bool sent = true; // something of the request may have left before the connection broke
    QList<std::pair<QByteArray, QByteArray>> headers;
    Form form = Form::Empty;
    nlohmann::json body; // null unless it is JSON
    QByteArray excerpt; // the beginning of what is no JSON, for «Подробности»
    int blobs = 0;

    // JSON is told by trying; limits as everywhere.
    static ServiceAnswer of(int status, QList<std::pair<QByteArray, QByteArray>> headers,
                            const QByteArray& bytes);
    static ServiceAnswer broken(Transport transport, bool sent);

    std::optional<QByteArray> header(const QByteArray& name) const;
    bool isSuccess() const { return status >= 200 && status < 300; }
};

QString transportName(ServiceAnswer::Transport transport); // "refused", as in conditions

} // namespace raskadr
