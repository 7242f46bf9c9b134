#pragma once

#include "core/base/result.h"

#include <QString>
#include <stop_token>

struct evp_md_ctx_st;

namespace raskadr {

class SourceFile;

// SHA-256 of bytes that come piece by piece.
class Sha256
{
public:
    Sha256();
    Sha256(const Sha256&) = delete;
    Sha256& operator=(const Sha256&) = delete;
    ~Sha256();

    void add(const char* bytes, qint64 length);
    // In lower-case hex, as the media folder names files. Once, at the end.
    Result<QString> hex();

private:
    evp_md_ctx_st* m_context;
    bool m_good = false;
};

// Whether the text is a SHA-256 in lower-case hex.
bool isSha256(const QString& text);

// The SHA-256 of a file. Reads it once, in the calling thread. Errors: those of opening a source
// (see sniffMedia), FileUnreadable, Cancelled.
Result<QString> hashOfFile(const QString& path, std::stop_token stop = {});
// The same for a file that is open already.
Result<QString> hashOfFile(const SourceFile& file, std::stop_token stop);

} // namespace raskadr
