#pragma once

// Texts with variables, as addresses and headers of manifests have them; internal to this module.

#include <QList>
#include <QString>
#include <optional>

namespace raskadr {

// "{base}/v1/tasks/{job}", parsed. A `{+name}` keeps the slashes of its value; so does a variable
// at the very beginning, which is an address itself. `{{` and `}}` are braces.
class TextTemplate
{
public:
    enum class Kind {
        Literal,
        Base, // {base}
        SocketBase, // {wsbase}
        Item, // {item}
        Parameter, // {param.size}
        Setting, // {setting.folder}
        Secret, // {secret.key}
        Credential, // {jwt}, {token}
        Variable, // {job}: what a step saved
    };
    struct Piece
    {
        Kind kind = Kind::Literal;
        QString text; // the literal, or the name
        bool reserved = false;
    };

    static std::optional<TextTemplate> parse(const QString& text);

    const QList<Piece>& pieces() const { return m_pieces; }

private:
    QList<Piece> m_pieces;
};

} // namespace raskadr
