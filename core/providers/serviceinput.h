#pragma once

#include "core/providers/servicemodel.h"

#include <optional>
#include <tl/expected.hpp>

namespace raskadr {

// A file that goes into a run, described; its bytes are read when they are sent.
struct ServiceInput
{
    QString slot;
    QString name; // as the service may see it
    QString mime;
    qint64 size = 0;
    int width = 0; // 0: unknown
    int height = 0;
    QString sha256; // in hex
    QString sha1;
    QString url; // public, if it has one
};

enum class InputForm { File, DataUri, Base64, Url, Upload, Relay };

// An input and the way in which the service gets it.
struct PlannedInput
{
    ServiceInput input;
    InputForm form = InputForm::File;
    QString step; // that uploads it
    nlohmann::json value; // what stands for it in the request, once an upload has given it
};

// How a slot wants its pictures written.
struct PictureForm
{
    // Of what is transparent; a JPEG shows it on black unless it is to be white.
    enum class Alpha { Keep, Black, White };

    QString mime; // image/png or image/jpeg
    int quality = 90; // of a JPEG
    Alpha alpha = Alpha::Keep;

    bool operator==(const PictureForm&) const = default;
};

// What is known of a picture that was written anew.
struct WrittenPicture
{
    qint64 size = 0;
    int width = 0;
    int height = 0;
    QString sha256;
};

// Why a file cannot be sent. The window names the limit in its sentence.
struct InputProblem
{
    enum class Reason {
        NoSuchSlot,
        TooFew,
        TooMany,
        WrongFormat,
        TooLarge,
        SideTooSmall,
        SideTooLarge,
        WrongRatio,
        NeedsAddress,
    };

    QString slot;
    Reason reason = Reason::NoSuchSlot;
    QString expected; // "10485760", "300", "0.4…2.5", "image/png, image/jpeg"

    bool operator==(const InputProblem&) const = default;
};

// Nothing: the file goes as it is.
std::optional<PictureForm> formFor(const ServiceModel& model, const ServiceInput& input);
// The input that a written picture is.
ServiceInput rewritten(const ServiceInput& input, const PictureForm& form,
                       const WrittenPicture& picture);

// Looks whether the files fit the model's slots, and takes for each the first way that its size
// allows.
tl::expected<QList<PlannedInput>, InputProblem> planInputs(const ServiceModel& model,
                                                           const QList<ServiceInput>& inputs);

} // namespace raskadr
