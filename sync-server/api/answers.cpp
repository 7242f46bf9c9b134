#include "sync-server/api/answers.h"

#include <charconv>
#include <iostream>
#include <libdeflate.h>
#include <nlohmann/json.hpp>

namespace raskadr::server {

namespace {

constexpr size_t worthCompressing = 1024;
constexpr int compressionLevel = 4;
constexpr std::chrono::seconds soon{2};

} // namespace

Response storeFailed(const Request& request, const StoreError& error)
{
    std::cerr << "request " << request.id << ": " << error.detail << "\n";
    switch (error.kind) {
    case StoreError::Kind::Busy:
        return problemLater(request, 503, "not_saved", soon);
    case StoreError::Kind::Full:
        return problem(request, 507, "not_saved", "the server's disk is full");
    case StoreError::Kind::Failed:
        break;
    }
    return problem(request, 500, "internal");
}

Response refused(const Request& request, const UploadProblem& refusal)
{
    return problem(request, refusal.status, refusal.code, refusal.detail);
}

Response refused(const Request& request, const wire::Refusal& refusal)
{
    return problem(request, 422, "invalid", "the message says something that cannot be",
                   {{"place", refusal.place}, {"reason", refusal.reason}});
}

Response notFound(const Request& request)
{
    return problem(request, 404, "not_found");
}

Response tooMany(const Request& request, std::string_view code, std::chrono::seconds wait)
{
    return problemLater(request, 429, code, wait);
}

std::optional<std::int64_t> wholeNumber(std::string_view text, std::int64_t most)
{
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || number < 0 || number > most
        || text[0] == '-') {
        return std::nullopt;
    }
    return number;
}

std::shared_ptr<const std::string> gzipped(std::string_view text)
{
    const std::unique_ptr<libdeflate_compressor, decltype(&libdeflate_free_compressor)> compressor(
        libdeflate_alloc_compressor(compressionLevel), libdeflate_free_compressor);
    if (!compressor) {
        return nullptr;
    }
    auto packed = std::make_shared<std::string>(
        libdeflate_gzip_compress_bound(compressor.get(), text.size()), '\0');
    const size_t length = libdeflate_gzip_compress(compressor.get(), text.data(), text.size(),
                                                   packed->data(), packed->size());
    if (length == 0) {
        return nullptr;
    }
    packed->resize(length);
    return packed;
}

bool acceptsGzip(const Request& request)
{
    return request.lists("accept-encoding", "gzip");
}

Response compressed(const Request& request, Response response)
{
    const auto* text = std::get_if<std::string>(&response.body);
    if (!text || text->size() < worthCompressing) {
        return response;
    }
    response.headers.emplace_back("Vary", "Accept-Encoding");
    if (acceptsGzip(request)) {
        if (auto packed = gzipped(*text)) {
            response.body = std::move(packed);
            response.headers.emplace_back("Content-Encoding", "gzip");
        }
    }
    return response;
}

} // namespace raskadr::server
