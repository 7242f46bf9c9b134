#include "tests/support/diskfault.h"

#include <array>
#include <atomic>
#include <cerrno>
#include <climits>
#include <mutex>
#include <set>
#include <string>
#include <sys/syscall.h>
#include <unistd.h>

namespace raskadr::test {

namespace {

struct Fault
{
    std::mutex mutex;
    std::string inPath;
    int code = 0;
    size_t spared = 0;
    std::set<std::string> files; // that were spared
    int met = 0;
};

Fault fault;
std::atomic<bool> isOn = false;

// 0: it may be written.
int faultOf(int descriptor)
{
    if (!isOn) {
        return 0;
    }
    std::array<char, PATH_MAX> target{};
    const std::string link = "/proc/self/fd/" + std::to_string(descriptor);
    const ssize_t length = ::readlink(link.c_str(), target.data(), target.size());
    const std::string path(target.data(), length > 0 ? size_t(length) : 0);
    const std::scoped_lock lock(fault.mutex);
    if (fault.inPath.empty() || path.find(fault.inPath) == std::string::npos) {
        return 0;
    }
    if (fault.files.contains(path) || fault.files.size() < fault.spared) {
        fault.files.insert(path);
        return 0;
    }
    ++fault.met;
    return fault.code;
}

} // namespace

DiskFault::DiskFault(const QByteArray& inPath, int code, int spared)
{
    const std::scoped_lock lock(fault.mutex);
    fault.inPath = inPath.toStdString();
    fault.code = code;
    fault.spared = size_t(spared);
    fault.files.clear();
    fault.met = 0;
    isOn = true;
}

DiskFault::~DiskFault()
{
    const std::scoped_lock lock(fault.mutex);
    isOn = false;
    fault.inPath.clear();
}

int DiskFault::met() const
{
    const std::scoped_lock lock(fault.mutex);
    return fault.met;
}

} // namespace raskadr::test

// Stands before the one of the C library for all that is linked into the program.
extern "C" ssize_t write(int descriptor, const void* bytes, size_t size)
{
    const int before = errno;
    if (const int code = raskadr::test::faultOf(descriptor)) {
        errno = code;
        return -1;
    }
    errno = before;
    return ::syscall(SYS_write, descriptor, bytes, size);
}
