#include "sync-server/api/routes.h"

#include "core/wire/fields.h"
#include "core/wire/limits.h"
#include "sync-server/api/answers.h"
#include "sync-server/api/gates.h"
#include "sync-server/api/tus.h"
#include "sync-server/secrets/secrets.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace raskadr::server {

namespace {

constexpr Millis uploadLife = 24 * 60 * 60 * 1000;
constexpr const char* uploadsAddress = "/api/v1/uploads";
constexpr const char* bytesType = "application/offset+octet-stream";

Response refusal(const Request& request, int status, std::string_view code, std::string_view detail)
{
    return tus::withVersion(problem(request, status, code, detail));
}

Response refusal(const Request& request, const UploadProblem& problem)
{
    return tus::withVersion(refused(request, problem));
}

Response progress(int status, const Upload& upload, std::int64_t offset)
{
    Response response = tus::withVersion(noContent());
    response.status = status;
    response.headers.emplace_back("Upload-Offset", std::to_string(offset));
    response.headers.emplace_back("Upload-Expires", tus::httpDate(upload.expiresAt));
    if (status == 201) {
        response.headers.emplace_back("Location", std::string(uploadsAddress) + "/" + upload.id);
    }
    return response;
}

// Takes the bytes of one request. What has arrived when the client is gone stays for the next one.
class UploadSink final : public BodySink
{
public:
    UploadSink(Services& services, Request request, Upload upload, Uploads::Hold hold,
               std::unique_ptr<PartWriter> writer, std::int64_t offset, int status)
        : m_services(services)
        , m_request(std::move(request))
        , m_upload(std::move(upload))
        , m_hold(std::move(hold))
        , m_writer(std::move(writer))
        , m_offset(offset)
        , m_status(status)
    {
    }

    std::optional<Response> write(std::string_view bytes) override
    {
        if (std::int64_t(bytes.size()) > m_upload.size - m_offset) {
            return refusal(m_request, 413, "too_large", "more bytes than were announced");
        }
        if (const auto written = m_writer->append(bytes); !written) {
            return refusal(m_request, uploadProblem(written.error()));
        }
        m_offset += std::int64_t(bytes.size());
        return std::nullopt;
    }

    Response finish() override
    {
        if (const auto synced = m_writer->sync(); !synced) {
            return refusal(m_request, uploadProblem(synced.error()));
        }
        m_writer.reset();
        if (m_offset == m_upload.size) {
            if (const auto problem = m_services.uploads.finish(m_upload, m_services.now())) {
                return refusal(m_request, *problem);
            }
        }
        return progress(m_status, m_upload, m_offset);
    }

private:
    Services& m_services;
    const Request m_request;
    const Upload m_upload;
    const Uploads::Hold m_hold;
    std::unique_ptr<PartWriter> m_writer;
    std::int64_t m_offset;
    const int m_status;
};

using Opened = std::variant<Response, std::unique_ptr<BodySink>>;

Opened openSink(Services& services, const Request& request, const Upload& upload,
                Uploads::Hold hold, std::int64_t offset, int status)
{
    auto writer = services.media.append(upload.id);
    if (!writer) {
        return refusal(request, uploadProblem(writer.error()));
    }
    return std::unique_ptr<BodySink>(new UploadSink(services, request, upload, std::move(hold),
                                                    std::move(*writer), offset, status));
}

Response capabilities()
{
    Response response = tus::withVersion(noContent());
    response.headers.emplace_back("Tus-Version", tus::version);
    response.headers.emplace_back("Tus-Extension",
                                  "creation,creation-with-upload,termination,expiration");
    response.headers.emplace_back("Tus-Max-Size", std::to_string(wire::limits::mediumBytes));
    return response;
}

bool hasBytes(const Request& request)
{
    return !request.contentLength || *request.contentLength > 0;
}

// Why an upload may not begin.
std::optional<Response> refuseBeginning(const Services& services, const Request& request)
{
    if (auto wrong = tus::wrongVersion(request)) {
        return wrong;
    }
    const auto length = tus::length(request);
    if (!length || *length == 0) {
        return refusal(request, 400, "length_needed",
                       "Upload-Length must say how many bytes will come");
    }
    if (*length > wire::limits::mediumBytes) {
        return refusal(request, 413, "too_large", "a file may have 4 GiB at most");
    }
    if (!wire::isSha256(tus::metadata(request, "sha256").value_or(std::string()))) {
        return refusal(request, 400, "hash_needed",
                       "Upload-Metadata must have the SHA-256 of the file as sha256");
    }
    if (hasBytes(request) && request.header("content-type") != bytesType) {
        return refusal(request, 415, "media_type", "bytes come as application/offset+octet-stream");
    }
    if (!services.media.hasRoomFor(*length)) {
        return refusal(request, 507, "no_room", "the server's disk is full");
    }
    return std::nullopt;
}

Opened begin(Services& services, const Request& request)
{
    if (auto answer = refuseBeginning(services, request)) {
        return std::move(*answer);
    }
    const Millis now = services.now();
    const Upload upload{randomId(),
                        bearerOf(request).account.id,
                        *tus::metadata(request, "sha256"),
                        *tus::length(request),
                        false,
                        now + uploadLife};
    auto hold = services.uploads.hold(upload.id);
    const auto added = services.store.addUpload(upload, services.settings.quota, now);
    if (!added) {
        return tus::withVersion(storeFailed(request, added.error()));
    }
    if (!*added) {
        return refusal(request, 413, "quota_exceeded", "the account has no room for this file");
    }
    if (const auto begun = services.media.begin(upload.id); !begun) {
        static_cast<void>(services.store.removeUpload(upload.accountId, upload.id).has_value());
        return refusal(request, uploadProblem(begun.error()));
    }
    return openSink(services, request, upload, std::move(*hold), 0, 201);
}

std::variant<Response, Upload> askedUpload(Services& services, const Request& request)
{
    if (auto wrong = tus::wrongVersion(request)) {
        return std::move(*wrong);
    }
    const std::string id = request.parameter("id");
    if (!wire::isWireId(id)) {
        return tus::withVersion(notFound(request));
    }
    const auto upload = services.store.upload(bearerOf(request).account.id, id, services.now());
    if (!upload) {
        return tus::withVersion(storeFailed(request, upload.error()));
    }
    if (!*upload) {
        return tus::withVersion(notFound(request));
    }
    return std::move(**upload);
}

Response busy(const Request& request)
{
    return refusal(request, 423, "upload_busy", "another request writes to this upload");
}

// The same, held.
std::variant<Response, std::pair<Upload, Uploads::Hold>> findAndHold(Services& services,
                                                                     const Request& request)
{
    auto hold = services.uploads.hold(request.parameter("id"));
    auto found = askedUpload(services, request);
    if (auto* answer = std::get_if<Response>(&found)) {
        return std::move(*answer);
    }
    if (!hold) {
        return busy(request);
    }
    return std::pair(std::get<Upload>(std::move(found)), std::move(*hold));
}

Response standingAnswer(const Upload& upload, std::int64_t arrived)
{
    Response response = progress(200, upload, arrived);
    response.headers.emplace_back("Upload-Length", std::to_string(upload.size));
    return response;
}

Response standing(Services& services, const Request& request)
{
    auto found = askedUpload(services, request);
    const auto* asked = std::get_if<Upload>(&found);
    if (!asked) {
        return std::get<Response>(std::move(found));
    }
    if (!asked->finished && services.uploads.isHeld(asked->id)) {
        return busy(request);
    }
    if (const auto arrived = asked->finished ? asked->size : services.uploads.progress(*asked)) {
        return standingAnswer(*asked, *arrived);
    }
    auto held = findAndHold(services, request);
    if (auto* answer = std::get_if<Response>(&held)) {
        return std::move(*answer);
    }
    const Upload& upload = std::get<1>(held).first;
    const auto arrived = services.uploads.arrived(upload, services.now());
    return arrived ? standingAnswer(upload, *arrived) : refusal(request, arrived.error());
}

Opened proceed(Services& services, const Request& request)
{
    auto found = findAndHold(services, request);
    if (auto* answer = std::get_if<Response>(&found)) {
        return std::move(*answer);
    }
    auto& [upload, hold] = std::get<1>(found);
    const auto offset = tus::offset(request);
    if (!offset) {
        return refusal(request, 400, "offset_needed",
                       "Upload-Offset must say where the bytes belong");
    }
    const auto arrived = services.uploads.arrived(upload, services.now());
    if (!arrived) {
        return refusal(request, arrived.error());
    }
    if (*offset != *arrived) {
        Response response =
            refusal(request, 409, "wrong_offset", "so much has not arrived, or more has");
        response.headers.emplace_back("Upload-Offset", std::to_string(*arrived));
        return response;
    }
    if (request.contentLength && std::int64_t(*request.contentLength) > upload.size - *arrived) {
        return refusal(request, 413, "too_large", "more bytes than were announced");
    }
    if (*arrived == upload.size) {
        return progress(204, upload, *arrived);
    }
    return openSink(services, request, upload, std::move(hold), *arrived, 204);
}

Response terminate(Services& services, const Request& request)
{
    auto found = findAndHold(services, request);
    if (auto* answer = std::get_if<Response>(&found)) {
        return std::move(*answer);
    }
    if (const auto problem = services.uploads.drop(std::get<1>(found).first)) {
        return refusal(request, *problem);
    }
    return tus::withVersion(noContent());
}

wire::Result<std::vector<std::string>> parseHashes(const std::string& body)
{
    const auto document = wire::parseMessage(body, wire::limits::messageBytes);
    if (!document) {
        return tl::unexpected(document.error());
    }
    wire::Fields fields(*document, {});
    fields.knowOnly({"sha256"});
    const nlohmann::json& list = fields.member("sha256");
    if (!list.is_array() || list.size() > wire::limits::hashesPerCheck) {
        fields.refuse("sha256", "is not a list of at most 500");
    }
    if (fields.refusal()) {
        return tl::unexpected(*fields.refusal());
    }
    std::vector<std::string> hashes;
    for (const nlohmann::json& hash : list) {
        if (!hash.is_string() || !wire::isSha256(hash.get_ref<const std::string&>())) {
            return tl::unexpected(wire::Refusal{"/sha256", "has something that is not a SHA-256"});
        }
        hashes.push_back(hash.get<std::string>());
    }
    return hashes;
}

Response check(Services& services, const Request& request)
{
    const auto hashes = parseHashes(request.body);
    if (!hashes) {
        return refused(request, hashes.error());
    }
    const auto missing =
        services.store.missingBlobs(bearerOf(request).account.id, *hashes, services.now());
    if (!missing) {
        return storeFailed(request, missing.error());
    }
    return json(200, {{"missing", *missing}});
}

} // namespace

void addUploadRoutes(Router& router, Services& services)
{
    const std::string one = std::string(uploadsAddress) + "/{id}";
    router.add({.method = "POST",
                .pattern = "/api/v1/media/check",
                .access = Access::Producer,
                .handler = [&services](const Request& request) { return check(services, request); },
                .maxBody = wire::limits::messageBytes,
                .mediaTypes = {"application/json"}});
    router.add({.method = "OPTIONS",
                .pattern = uploadsAddress,
                .access = Access::Public,
                .handler = [](const Request&) { return capabilities(); },
                .work = Work::Inline});
    router.add({.method = "POST",
                .pattern = uploadsAddress,
                .access = Access::Producer,
                .sink = [&services](const Request& request) { return begin(services, request); },
                .maxBody = std::uint64_t(wire::limits::mediumBytes)});
    router.add(
        {.method = "GET", // HEAD is what clients ask
         .pattern = one,
         .access = Access::Producer,
         .handler = [&services](const Request& request) { return standing(services, request); }});
    router.add({.method = "PATCH",
                .pattern = one,
                .access = Access::Producer,
                .sink = [&services](const Request& request) { return proceed(services, request); },
                .maxBody = std::uint64_t(wire::limits::mediumBytes),
                .mediaTypes = {bytesType}});
    router.add(
        {.method = "DELETE",
         .pattern = one,
         .access = Access::Producer,
         .handler = [&services](const Request& request) { return terminate(services, request); }});
}

} // namespace raskadr::server
