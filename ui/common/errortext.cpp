#include "ui/common/errortext.h"

#include "ui/common/format.h"

#include <QCoreApplication>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 pixelLimit = 200'000'000; // 8 bits per channel
constexpr qint64 deepPixelLimit = 100'000'000; // 16 bits per channel

QString translated(const char* source)
{
    return QCoreApplication::translate("ErrorText", source);
}

// The sentence for a known file, or the one without a name.
QString named(const Error& error, const char* withName, const char* withoutName)
{
    return error.subject.isEmpty() ? translated(withoutName)
                                   : translated(withName).arg(error.subject);
}

QString pictureTooLarge(const Error& error)
{
    if (error.amount <= 0) {
        return translated(
                   QT_TRANSLATE_NOOP("ErrorText", "The picture is too large. The limit is %1."))
            .arg(pixelsText(pixelLimit));
    }
    const qint64 limit = error.amount > pixelLimit ? pixelLimit : deepPixelLimit;
    if (error.subject.isEmpty()) {
        return translated(QT_TRANSLATE_NOOP("ErrorText",
                                            "The picture is too large (%1). The limit is %2."))
            .arg(pixelsText(error.amount), pixelsText(limit));
    }
    return translated(QT_TRANSLATE_NOOP("ErrorText",
                                        "The picture “%1” is too large (%2). The limit is %3."))
        .arg(error.subject, pixelsText(error.amount), pixelsText(limit));
}

QString videoTooLong(const Error& error)
{
    if (error.amount <= 0) {
        return named(
            error,
            QT_TRANSLATE_NOOP(
                "ErrorText",
                "The video “%1” is too long. Cut out the part you need and import it."),
            QT_TRANSLATE_NOOP("ErrorText",
                              "The video is too long. Cut out the part you need and import it."));
    }
    if (error.subject.isEmpty()) {
        return translated(
                   QT_TRANSLATE_NOOP("ErrorText",
                                     "The video is too long (%1). Cut out the part you need and "
                                     "import it."))
            .arg(timecodeText(error.amount));
    }
    return translated(
               QT_TRANSLATE_NOOP("ErrorText",
                                 "The video “%1” is too long (%2). Cut out the part you need and "
                                 "import it."))
        .arg(error.subject, timecodeText(error.amount));
}

QString diskFull(const Error& error)
{
    if (error.amount <= 0) {
        return translated(QT_TRANSLATE_NOOP(
            "ErrorText", "The disk is full. Free some space and the task goes on."));
    }
    return translated(QT_TRANSLATE_NOOP("ErrorText",
                                        "The disk is full. Free at least %1 and the task goes on."))
        .arg(bytesText(error.amount));
}

QString accountLocked(const Error& error)
{
    if (error.amount <= 0) {
        return translated(
            QT_TRANSLATE_NOOP("ErrorText", "Too many attempts. Wait a little and try again."));
    }
    return translated(
               QT_TRANSLATE_NOOP("ErrorText", "Too many attempts. The next one is possible in %1."))
        .arg(spanText(error.amount));
}

QString rateLimited(const Error& error)
{
    if (error.amount <= 0) {
        return translated(QT_TRANSLATE_NOOP(
            "ErrorText", "The provider gets too many requests. We will try again by ourselves."));
    }
    return translated(
               QT_TRANSLATE_NOOP("ErrorText",
                                 "The provider gets too many requests. We will try again in %1."))
        .arg(spanText(error.amount));
}

} // namespace

QString errorText(const Error& error)
{
    switch (error.kind) {
    case ErrorKind::Cancelled:
        return {};
    case ErrorKind::NotFound:
        return named(error,
                     QT_TRANSLATE_NOOP("ErrorText", "“%1” no longer exists. Nothing was changed."),
                     QT_TRANSLATE_NOOP("ErrorText", "This no longer exists. Nothing was changed."));
    case ErrorKind::InvalidInput:
        return named(error,
                     QT_TRANSLATE_NOOP("ErrorText",
                                       "The value of “%1” does not fit. Correct it and try again."),
                     QT_TRANSLATE_NOOP(
                         "ErrorText", "One of the values does not fit. Correct it and try again."));
    case ErrorKind::AlreadyExists:
        return named(
            error, QT_TRANSLATE_NOOP("ErrorText", "“%1” exists already. Choose another name."),
            QT_TRANSLATE_NOOP("ErrorText", "Such a name exists already. Choose another one."));
    case ErrorKind::WrongPassword:
        return translated(
            QT_TRANSLATE_NOOP("ErrorText",
                              "Wrong login or password. Check the keyboard layout and try "
                              "again."));
    case ErrorKind::Unauthorized:
        return named(
            error,
            QT_TRANSLATE_NOOP("ErrorText",
                              "The key of “%1” does not fit. Check it in the settings."),
            QT_TRANSLATE_NOOP("ErrorText", "The key does not fit. Check it in the settings."));
    case ErrorKind::AccountLocked:
        return accountLocked(error);
    case ErrorKind::FileMissing:
        return named(
            error,
            QT_TRANSLATE_NOOP("ErrorText",
                              "The file “%1” is gone: it was moved or deleted. Put it back "
                              "or choose another one."),
            QT_TRANSLATE_NOOP("ErrorText",
                              "The file is gone: it was moved or deleted. Put it back or "
                              "choose another one."));
    case ErrorKind::FileUnreadable:
        return named(error,
                     QT_TRANSLATE_NOOP("ErrorText",
                                       "The file “%1” cannot be opened: there is no permission to "
                                       "read it. Change its permissions and try again."),
                     QT_TRANSLATE_NOOP("ErrorText",
                                       "The file cannot be opened: there is no permission to read "
                                       "it. Change its permissions and try again."));
    case ErrorKind::FileEmpty:
        return named(error,
                     QT_TRANSLATE_NOOP("ErrorText",
                                       "The file “%1” is empty: it was perhaps not copied to the "
                                       "end. Copy it once more."),
                     QT_TRANSLATE_NOOP("ErrorText",
                                       "The file is empty: it was perhaps not copied to the end. "
                                       "Copy it once more."));
    case ErrorKind::FileDamaged:
        return named(error,
                     QT_TRANSLATE_NOOP("ErrorText",
                                       "The file “%1” is damaged and cannot be read. Take another "
                                       "copy of it."),
                     QT_TRANSLATE_NOOP("ErrorText",
                                       "The file is damaged and cannot be read. Take another copy "
                                       "of it."));
    case ErrorKind::FormatUnsupported:
        return named(error,
                     QT_TRANSLATE_NOOP("ErrorText",
                                       "The format of “%1” is not supported. Save it as PNG, JPEG, "
                                       "WebP or MP4."),
                     QT_TRANSLATE_NOOP("ErrorText",
                                       "This format is not supported. Save the file as PNG, JPEG, "
                                       "WebP or MP4."));
    case ErrorKind::PlaylistRefused:
        return named(error,
                     QT_TRANSLATE_NOOP("ErrorText",
                                       "“%1” is a playlist, not a video. Choose the video file "
                                       "itself."),
                     QT_TRANSLATE_NOOP("ErrorText",
                                       "This is a playlist, not a video. Choose the video file "
                                       "itself."));
    case ErrorKind::SvgRefused:
        return named(
            error,
            QT_TRANSLATE_NOOP("ErrorText",
                              "“%1” is a vector drawing, which cannot be imported. Save it "
                              "as PNG."),
            QT_TRANSLATE_NOOP("ErrorText",
                              "Vector drawings cannot be imported. Save this one as PNG."));
    case ErrorKind::HeicRefused:
        return named(
            error,
            QT_TRANSLATE_NOOP("ErrorText",
                              "“%1” is a HEIC or AVIF picture, which cannot be read yet. "
                              "Save it as JPEG or PNG."),
            QT_TRANSLATE_NOOP("ErrorText",
                              "HEIC and AVIF pictures cannot be read yet. Save this one as "
                              "JPEG or PNG."));
    case ErrorKind::PictureTooLarge:
        return pictureTooLarge(error);
    case ErrorKind::VideoTooLong:
        return videoTooLong(error);
    case ErrorKind::NotAFile:
        return named(error,
                     QT_TRANSLATE_NOOP("ErrorText",
                                       "“%1” is not an ordinary file. Choose a picture, a video or "
                                       "a folder."),
                     QT_TRANSLATE_NOOP("ErrorText",
                                       "This is not an ordinary file. Choose a picture, a video or "
                                       "a folder."));
    case ErrorKind::InputDamaged:
        return named(error,
                     QT_TRANSLATE_NOOP("ErrorText",
                                       "The source picture “%1” is damaged. Choose another one and "
                                       "repeat."),
                     QT_TRANSLATE_NOOP("ErrorText",
                                       "The source picture is damaged. Choose another one and "
                                       "repeat."));
    case ErrorKind::NotClean:
        return translated(
            QT_TRANSLATE_NOOP("ErrorText", "The technical data could not be removed."));
    case ErrorKind::DiskFull:
        return diskFull(error);
    case ErrorKind::NewerVersion:
        return translated(
            QT_TRANSLATE_NOOP("ErrorText",
                              "This library was made by a newer version of Raskadr. Update "
                              "the program; the library was not touched."));
    case ErrorKind::LibraryMissing:
        return named(
            error,
            QT_TRANSLATE_NOOP("ErrorText",
                              "There is no library in the folder “%1”. Connect its disk or "
                              "choose another folder."),
            QT_TRANSLATE_NOOP("ErrorText",
                              "The folder of the library was not found. Connect its disk "
                              "or choose another folder."));
    case ErrorKind::LibraryDamaged:
        return translated(
            QT_TRANSLATE_NOOP("ErrorText",
                              "The library is damaged. Your pictures and videos lie untouched in "
                              "its folder “media”. Open it to look at what can still be read."));
    case ErrorKind::LibraryOpenElsewhere:
        return translated(
            QT_TRANSLATE_NOOP("ErrorText",
                              "The library is open in another window or on another computer. "
                              "Close it there and try again."));
    case ErrorKind::LibraryReadOnly:
        return named(error,
                     QT_TRANSLATE_NOOP("ErrorText",
                                       "Nothing can be written to the folder “%1”. Change its "
                                       "permissions or choose another folder."),
                     QT_TRANSLATE_NOOP("ErrorText",
                                       "Nothing can be written to the library. Change the "
                                       "permissions of its folder or choose another one."));
    case ErrorKind::Storage:
        return translated(
            QT_TRANSLATE_NOOP("ErrorText",
                              "The change could not be saved: the disk did not answer. What "
                              "was saved before is safe; try again."));
    case ErrorKind::QuotaExceeded:
        return named(error,
                     QT_TRANSLATE_NOOP("ErrorText",
                                       "The funds or the limit at “%1” are used up. Top up the "
                                       "account and repeat."),
                     QT_TRANSLATE_NOOP("ErrorText",
                                       "The funds or the limit at the provider are used up. Top up "
                                       "the account and repeat."));
    case ErrorKind::RateLimited:
        return rateLimited(error);
    case ErrorKind::ContentRejected:
        return translated(
            QT_TRANSLATE_NOOP("ErrorText",
                              "The provider's content filter rejected the request. Change the "
                              "description or the picture."));
    case ErrorKind::Network:
        return named(error,
                     QT_TRANSLATE_NOOP("ErrorText",
                                       "“%1” cannot be reached. Check the connection; we will try "
                                       "again by ourselves."),
                     QT_TRANSLATE_NOOP("ErrorText",
                                       "There is no connection. We will go on when it is back."));
    case ErrorKind::Timeout:
        return translated(
            QT_TRANSLATE_NOOP("ErrorText",
                              "There has been no answer for too long. The task may still "
                              "finish; you can wait or repeat it."));
    case ErrorKind::BadResponse:
        return translated(
            QT_TRANSLATE_NOOP("ErrorText",
                              "The provider sent a damaged result. Download it once more or "
                              "repeat."));
    case ErrorKind::ModelGone:
        return named(error,
                     QT_TRANSLATE_NOOP(
                         "ErrorText", "The model “%1” is no longer available. Choose another one."),
                     QT_TRANSLATE_NOOP("ErrorText",
                                       "This model is no longer available. Choose another one."));
    case ErrorKind::Internal:
        return translated(
            QT_TRANSLATE_NOOP("ErrorText",
                              "It did not work because of a fault in Raskadr. Try again; the "
                              "log says more."));
    }
    Q_UNREACHABLE();
}

QString errorAction(const Error& error)
{
    switch (error.kind) {
    case ErrorKind::Unauthorized:
        return translated(QT_TRANSLATE_NOOP("ErrorText", "Open the keys"));
    case ErrorKind::LibraryMissing:
    case ErrorKind::LibraryReadOnly:
        return translated(QT_TRANSLATE_NOOP("ErrorText", "Choose a folder"));
    case ErrorKind::DiskFull:
        return translated(QT_TRANSLATE_NOOP("ErrorText", "Open the folder"));
    case ErrorKind::ModelGone:
        return translated(QT_TRANSLATE_NOOP("ErrorText", "Choose a replacement"));
    case ErrorKind::ContentRejected:
        return translated(QT_TRANSLATE_NOOP("ErrorText", "Change the request"));
    case ErrorKind::InvalidInput:
        return translated(QT_TRANSLATE_NOOP("ErrorText", "Correct"));
    case ErrorKind::Storage:
    case ErrorKind::RateLimited:
    case ErrorKind::Network:
    case ErrorKind::Timeout:
    case ErrorKind::BadResponse:
    case ErrorKind::InputDamaged:
    case ErrorKind::QuotaExceeded:
    case ErrorKind::LibraryOpenElsewhere:
        return translated(QT_TRANSLATE_NOOP("ErrorText", "Repeat"));
    case ErrorKind::Internal:
        return translated(QT_TRANSLATE_NOOP("ErrorText", "Details"));
    default:
        return {};
    }
}

} // namespace raskadr::ui
