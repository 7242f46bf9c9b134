#pragma once

#include <functional>
#include <string>

namespace raskadr::server {

// A request and its answer as values, free of the library that carries them.
struct Request
{
    std::string method;
    std::string path; // without the query
};

struct Response
{
    int status = 200;
    std::string contentType = "application/json; charset=utf-8";
    std::string body;
    std::string allow; // for 405
};

// Answers one request; called in the server's thread, by value and without state between calls.
using RequestHandler = std::function<Response(const Request&)>;

Response jsonError(int status, const std::string& code);

} // namespace raskadr::server
