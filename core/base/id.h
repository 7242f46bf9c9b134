#pragma once

#include <QHashFunctions>
#include <QString>
#include <QUuid>
#include <compare>

namespace raskadr {

// A fresh UUIDv7 (RFC 9562): 48 bits of Unix milliseconds, then random bits, so that ids made later
// sort later. Within one process ids never go backwards, even if the clock does. Any thread.
QUuid makeUuidV7();

// The last eight digits of an id, as lists show it and commands accept it.
QString uuidTail(const QUuid& uuid);

// The identity of one kind of entity. A default-constructed id is null and names nothing.
template <class Tag>
class Id
{
public:
    Id() = default;
    explicit Id(const QUuid& uuid)
        : m_uuid(uuid)
    {
    }

    static Id create() { return Id(makeUuidV7()); }
    // The id written as 36 characters without braces; null if the text is no id.
    static Id fromString(const QString& text) { return Id(QUuid::fromString(text)); }

    bool isNull() const { return m_uuid.isNull(); }
    explicit operator bool() const { return !isNull(); }
    QString toString() const { return m_uuid.toString(QUuid::WithoutBraces); }
    QString tail() const { return uuidTail(m_uuid); }
    const QUuid& uuid() const { return m_uuid; }

    friend bool operator==(const Id& a, const Id& b) { return a.m_uuid == b.m_uuid; }
    friend bool operator<(const Id& a, const Id& b) { return a.m_uuid < b.m_uuid; }
    friend size_t qHash(const Id& id, size_t seed = 0) { return qHash(id.m_uuid, seed); }

private:
    QUuid m_uuid;
};

using AccountId = Id<struct AccountTag>;
using ProjectId = Id<struct ProjectTag>;
using ShotId = Id<struct ShotTag>;
using MediaId = Id<struct MediaTag>;
using AssetId = Id<struct AssetTag>;
using GenerationId = Id<struct GenerationTag>;
using ImportRunId = Id<struct ImportRunTag>;
using ShareId = Id<struct ShareTag>;
using CommentId = Id<struct CommentTag>;

} // namespace raskadr
