#pragma once

#include "core/net/httpclient.h"

#include <tl/expected.hpp>

namespace raskadr {

// Why nothing came from an address.
enum class AddressFault {
    NotAnAddress,
    NotEncrypted, // http
    Inside, // of this computer or the own network
    NotFound,
    Forbidden, // only for who is logged in there
    Busy, // too many requests, or the server fails
    Unreachable,
    Unsafe, // the certificate could not be verified
    TooSlow,
    Broken, // the connection broke, or it was no HTTP
    TooLarge,
    TooManyRedirects, // or to somewhere that is not allowed
    NotMedia, // a page or another file
    DiskFull,
    Failed, // at home
    Cancelled,
};

struct AddressRefusal
{
    AddressFault fault = AddressFault::Failed;
    QString address; // as it was given
    QString detail; // English, for the log
};

// A file that came from an address, in a folder of its own. `link` is where it came from.
struct FetchedMedia
{
    QString path;
    QString link;
};

struct AddressRequest
{
    QString address;
    QString scratchFolder; // of the importer, which removes the file after it was taken in
    ProxyUse proxyUse = ProxyUse::Global;
    std::optional<HttpProxy> proxy;
    qint64 limit = qint64(4) << 30; // bytes
};

inline constexpr int maxAddressRedirects = 3;

// Fetches a picture or a film: over https alone, never from the own network, also behind a
// redirect, and told by its content whatever the server calls it. The file's name is the address's,
// with the ending of its format. Blocks; for a pool thread. `progress` is called in the client's
// thread.
tl::expected<FetchedMedia, AddressRefusal>
fetchMedia(HttpClient& client, const AddressRequest& request, std::stop_token stop,
           std::function<void(const HttpProgress&)> progress = {});

// Its name for a file: the last part of the address, harmless and of bounded length.
QString nameOfAddress(const HttpUrl& url);

} // namespace raskadr
