#include "ui/import/addresstext.h"

#include <QCoreApplication>

namespace raskadr::ui {

namespace {

const char* wordsFor(AddressFault fault)
{
    switch (fault) {
    case AddressFault::NotAnAddress:
        return QT_TRANSLATE_NOOP("AddressText", "This is no address of a picture or a video.");
    case AddressFault::NotEncrypted:
        return QT_TRANSLATE_NOOP(
            "AddressText",
            "The address begins with http. Only https is fetched: save the file "
            "and drag it here.");
    case AddressFault::Inside:
        return QT_TRANSLATE_NOOP(
            "AddressText",
            "The address leads into your own network, and nothing is fetched from "
            "there. Save the file and drag it here.");
    case AddressFault::NotFound:
        return QT_TRANSLATE_NOOP("AddressText", "There is no file at this address any more.");
    case AddressFault::Forbidden:
        return QT_TRANSLATE_NOOP(
            "AddressText",
            "The site gives this file only to those who are logged in there. Save "
            "it in the browser and drag the file here.");
    case AddressFault::Busy:
        return QT_TRANSLATE_NOOP("AddressText", "The site is busy. Try again a little later.");
    case AddressFault::Unreachable:
        return QT_TRANSLATE_NOOP(
            "AddressText", "The site cannot be reached. Check the connection and the address.");
    case AddressFault::Unsafe:
        return QT_TRANSLATE_NOOP("AddressText",
                                 "The safety of the connection to the site could not be checked. "
                                 "Nothing was fetched.");
    case AddressFault::TooSlow:
        return QT_TRANSLATE_NOOP("AddressText", "The site answers too slowly. Try again later.");
    case AddressFault::Broken:
        return QT_TRANSLATE_NOOP("AddressText",
                                 "The connection broke before the file was there. Try again.");
    case AddressFault::TooLarge:
        return QT_TRANSLATE_NOOP(
            "AddressText", "The file at this address is larger than 4 GB and was not fetched.");
    case AddressFault::TooManyRedirects:
        return QT_TRANSLATE_NOOP(
            "AddressText",
            "The address leads on to a place that is not allowed. Save the file in "
            "the browser and drag it here.");
    case AddressFault::NotMedia:
        return QT_TRANSLATE_NOOP(
            "AddressText",
            "There is a page at this address, not a picture or a video. Open the "
            "picture itself and drag its address, or save it as a file.");
    case AddressFault::DiskFull:
        return QT_TRANSLATE_NOOP(
            "AddressText",
            "There is no room on the disk for the file. Free some space and try "
            "again.");
    case AddressFault::Failed:
        return QT_TRANSLATE_NOOP("AddressText", "The file could not be kept. The log says why.");
    case AddressFault::Cancelled:
        return "";
    }
    return "";
}

} // namespace

QString addressFaultText(AddressFault fault)
{
    const char* words = wordsFor(fault);
    return *words ? QCoreApplication::translate("AddressText", words) : QString();
}

} // namespace raskadr::ui
