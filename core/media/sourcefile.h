#pragma once

// A file of the user's, opened for reading only; internal to this module.

#include "core/base/result.h"

#include <QByteArray>
#include <QIODevice>
#include <QString>
#include <stop_token>

namespace raskadr {

// One open descriptor of a regular file that is not empty. Reading has no position, so any number
// of readers may share it; opening never hangs on a pipe or a device. Owns the descriptor.
class SourceFile
{
public:
    // What a whole file is read by.
    static constexpr qint64 blockSize = 256 * 1024;

    static Result<SourceFile> open(const QString& path);
    SourceFile(SourceFile&& other) noexcept;
    SourceFile& operator=(SourceFile&& other) noexcept;
    ~SourceFile();

    int descriptor() const { return m_descriptor; }
    qint64 size() const { return m_size; }
    // What errors call the file: its name without the folders.
    const QString& name() const { return m_name; }

    // Up to `length` bytes from `offset`: fewer at the end, -1 if the disk fails.
    qint64 readAt(qint64 offset, void* target, qint64 length) const;
    // The same as bytes; shorter at the end of the file, empty beyond it.
    QByteArray bytesAt(qint64 offset, qint64 length) const;
    // Whether size or modification time differ from what they were when the file was opened.
    bool changedSinceOpened() const;

private:
    SourceFile() = default;
    int m_descriptor = -1;
    qint64 m_size = 0;
    qint64 m_modifiedSeconds = 0;
    qint64 m_modifiedNanoseconds = 0;
    QString m_name;
};

// The same file for Qt's readers; it fails as soon as a stop is requested, so that a long decode
// ends. The file has to outlive it.
class SourceDevice final : public QIODevice
{
public:
    SourceDevice(const SourceFile& file, std::stop_token stop);
    qint64 size() const override { return m_file.size(); }
    bool isSequential() const override { return false; }

protected:
    qint64 readData(char* data, qint64 length) override;
    qint64 writeData(const char*, qint64) override { return -1; }

private:
    const SourceFile& m_file;
    std::stop_token m_stop;
};

} // namespace raskadr
