#pragma once

#include <QByteArray>

namespace raskadr::test {

// While it lives, this process cannot write to files whose path contains a text: the disk is full,
// or a quota, or it fails, as `code` of errno says. The first files of that kind may be spared.
// One at a time; any thread may write meanwhile.
class DiskFault
{
public:
    DiskFault(const QByteArray& inPath, int code, int spared = 0);
    ~DiskFault();
    DiskFault(const DiskFault&) = delete;
    DiskFault& operator=(const DiskFault&) = delete;

    // How many writes have failed.
    int met() const;
};

} // namespace raskadr::test
