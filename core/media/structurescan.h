#pragma once

// Whether a picture is whole, found out while its bytes go by; internal to this module.

#include "core/media/mediaformat.h"

#include <QByteArray>
#include <QString>
#include <memory>

namespace raskadr {

// Whether the checksums of the parts that a picture needs are looked at, where its format has any.
enum class Sums { Ignored, Checked };

// Follows the parts that a file announces to its end. Is handed the bytes in order, in pieces of
// any length, as they are copied or read; keeps none but the beginning of a part. One thread at a
// time.
class StructureScan
{
public:
    // Null for formats whose parts say where they end without a look at what lies between.
    static std::unique_ptr<StructureScan> of(MediaFormat format, qint64 fileSize, Sums sums);
    virtual ~StructureScan() = default;
    StructureScan(const StructureScan&) = delete;
    StructureScan& operator=(const StructureScan&) = delete;

    // The bytes from `offset` on. None from next() on may have been left out; those before it are
    // not looked at again.
    void add(qint64 offset, const char* bytes, qint64 length);
    // The first byte that is still wanted.
    qint64 next() const { return m_next; }
    // Whatever follows is of no interest.
    bool isOver() const { return m_over; }
    // What is wrong with the file if nothing follows any more; empty: nothing.
    virtual QString problem() const = 0;

protected:
    explicit StructureScan(qint64 start)
        : m_next(start)
    {
    }
    // Looks at the bytes from next() on; how many of them, or beyond them, need not come again. 0:
    // more have to come first, which is never so with longestHead of them.
    virtual qint64 step(const char* bytes, qint64 length) = 0;
    void finish() { m_over = true; }

    static constexpr qint64 longestHead = 8;

private:
    qint64 m_next;
    bool m_over = false;
    QByteArray m_kept; // from next() on, of what was added already
};

} // namespace raskadr
