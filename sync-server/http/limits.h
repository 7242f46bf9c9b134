#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace raskadr::server {

// How long and how much a client may. Tests shorten what they wait for.
struct Limits
{
    using Time = std::chrono::milliseconds;

    Time header{10'000}; // from the first byte to the end of the head, whatever comes in between
    Time bodyRead{20'000}; // without a byte
    Time bodyWindow{30'000}; // in which at least `bodyRate` must have come on average
    std::uint64_t bodyRate = 1024; // bytes per second
    Time write{30'000}; // for a piece of 64 KiB
    Time idle{60'000}; // between two requests, and before the first one
    Time request{3'600'000}; // from its first byte to the last one of the answer
    Time linger{2'000}; // reading on after a refusal, so that the answer arrives
    Time longPoll{30'000}; // at most
    Time heartbeat{15'000}; // comment lines of event streams
    Time streamLife{600'000};
    Time drainDelay{0}; // at the end: not ready, but still accepting
    Time drain{15'000}; // then: for what is being answered

    std::size_t headerBytes = 8192;
    std::size_t headerFields = 100;
    std::size_t connections = 8192;
    std::size_t connectionsPerAddress = 256; // trusted proxies are not counted
    std::size_t streams = 1000;
    std::size_t databaseThreads = 4;
    std::size_t databaseQueue = 1024;
    std::size_t diskThreads = 2;
    std::size_t diskQueue = 1024;
    std::size_t passwordThreads = 2;
    std::size_t passwordQueue = 16;
    std::size_t linkPasswordThreads = 1;
    std::size_t linkPasswordQueue = 64;
};

} // namespace raskadr::server
