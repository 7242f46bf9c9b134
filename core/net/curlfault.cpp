#include "core/net/curlfault.h"

#include <cerrno>

namespace raskadr {

namespace {

long number(CURL* handle, CURLINFO what)
{
    long value = 0;
    curl_easy_getinfo(handle, what, &value);
    return value;
}

HttpFault connectFault(CURL* handle)
{
    switch (number(handle, CURLINFO_OS_ERRNO)) {
    case ENETUNREACH:
    case EHOSTUNREACH:
    case ENETDOWN:
    case EADDRNOTAVAIL:
        return HttpFault::Unreachable;
    case ETIMEDOUT:
        return HttpFault::ConnectTimeout;
    default:
        return HttpFault::ConnectionRefused;
    }
}

bool proxyAnsweredNo(CURL* handle)
{
    const long status = number(handle, CURLINFO_HTTP_CONNECTCODE);
    return status != 0 && (status < 200 || status >= 300);
}

} // namespace

HttpFault curlFault(CURLcode code, CURL* handle, bool viaProxy, bool headDone)
{
    switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
        return HttpFault::NameUnknown;
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_PROXY:
        return HttpFault::ProxyFailed;
    case CURLE_COULDNT_CONNECT:
        return viaProxy ? HttpFault::ProxyFailed : connectFault(handle);
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_INVALIDCERTSTATUS:
    case CURLE_USE_SSL_FAILED:
        return HttpFault::TlsFailed;
    case CURLE_OPERATION_TIMEDOUT:
        return HttpFault::ConnectTimeout; // the other deadlines are ours
    case CURLE_GOT_NOTHING:
    case CURLE_PARTIAL_FILE:
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM:
    case CURLE_SEND_FAIL_REWIND:
        return proxyAnsweredNo(handle) ? HttpFault::ProxyFailed : HttpFault::ConnectionLost;
    case CURLE_OUT_OF_MEMORY: // curl's word for a header line without an end
#if LIBCURL_VERSION_NUM >= 0x080600
    case CURLE_TOO_LARGE:
#endif
        return headDone ? HttpFault::BadAnswer : HttpFault::HeadersTooLarge;
    case CURLE_BAD_CONTENT_ENCODING:
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_HTTP_RETURNED_ERROR:
    case CURLE_WRITE_ERROR:
        return HttpFault::BadAnswer;
    default:
        return HttpFault::Internal;
    }
}

} // namespace raskadr
