#include "core/providers/serviceinput.h"

#include <algorithm>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;
using Reason = InputProblem::Reason;

namespace {

tl::unexpected<InputProblem> problem(const QString& slot, Reason reason,
                                     const QString& expected = {})
{
    return tl::unexpected<InputProblem>(InputProblem{slot, reason, expected});
}

qint64 base64Length(qint64 size)
{
    return (size + 2) / 3 * 4;
}

qint64 encodedLength(const ServiceInput& input, const QString& form)
{
    if (form == u"base64"_s) {
        return base64Length(input.size);
    }
    if (form == u"dataUri"_s) {
        return QByteArrayLiteral("data:;base64,").size() + input.mime.toUtf8().size()
            + base64Length(input.size);
    }
    return form == u"url"_s ? input.url.size() : input.size;
}

InputForm formNamed(const QString& name)
{
    return name == u"dataUri"_s ? InputForm::DataUri
        : name == u"base64"_s   ? InputForm::Base64
        : name == u"url"_s      ? InputForm::Url
        : name == u"upload"_s   ? InputForm::Upload
        : name == u"relay"_s    ? InputForm::Relay
                                : InputForm::File;
}

std::optional<InputProblem> misfit(const ServiceInput& input, const json& slot)
{
    const auto whole = [&](const char* key) { return slot.value(key, qint64(0)); };
    if (slot.contains("accept")) {
        QStringList accepted;
        for (const json& mime : slot["accept"]) {
            accepted.append(QString::fromStdString(mime.get<std::string>()));
        }
        if (!accepted.contains(input.mime)) {
            return InputProblem{input.slot, Reason::WrongFormat, accepted.join(u", "_s)};
        }
    }
    if (whole("maxBytes") > 0 && input.size > whole("maxBytes")) {
        return InputProblem{input.slot, Reason::TooLarge, QString::number(whole("maxBytes"))};
    }
    if (input.width <= 0 || input.height <= 0) {
        return std::nullopt;
    }
    if (std::min(input.width, input.height) < whole("minSide")) {
        return InputProblem{input.slot, Reason::SideTooSmall, QString::number(whole("minSide"))};
    }
    if (whole("maxSide") > 0 && std::max(input.width, input.height) > whole("maxSide")) {
        return InputProblem{input.slot, Reason::SideTooLarge, QString::number(whole("maxSide"))};
    }
    if (slot.contains("ratio")) {
        const double least = slot["ratio"][0].get<double>();
        const double most = slot["ratio"][1].get<double>();
        const double ratio = double(input.width) / input.height;
        if (ratio < least || ratio > most) {
            return InputProblem{input.slot, Reason::WrongRatio, u"%1…%2"_s.arg(least).arg(most)};
        }
    }
    return std::nullopt;
}

tl::expected<PlannedInput, InputProblem> plan(const ServiceInput& input, const json& slot)
{
    if (auto why = misfit(input, slot)) {
        return tl::unexpected<InputProblem>(*why);
    }
    if (!slot.contains("encode")) {
        return PlannedInput{input, InputForm::File, {}, {}};
    }
    qint64 most = 0;
    bool wantsAddress = false;
    for (const json& way : slot["encode"]) {
        const QString name = QString::fromStdString(way["as"].get<std::string>());
        if (name == u"url"_s && input.url.isEmpty()) {
            wantsAddress = true;
            continue;
        }
        const qint64 limit = way.value("maxEncodedBytes", qint64(0));
        const qint64 rawLimit = way.value("maxBytes", qint64(0));
        if ((limit > 0 && encodedLength(input, name) > limit)
            || (rawLimit > 0 && input.size > rawLimit)) {
            most = std::max(most, limit > 0 ? limit / 4 * 3 : rawLimit);
            continue;
        }
        PlannedInput planned{
            input, formNamed(name), QString::fromStdString(way.value("step", std::string())), {}};
        if (planned.form == InputForm::Url) {
            planned.value = input.url.toStdString();
        }
        return planned;
    }
    return most > 0 || !wantsAddress ? problem(input.slot, Reason::TooLarge, QString::number(most))
                                     : problem(input.slot, Reason::NeedsAddress);
}

const json& slotsOf(const ServiceModel& model)
{
    static const json none = json::array();
    const json* there = model.directive("inputs");
    return there ? *there : none;
}

const json* slotOf(const ServiceModel& model, const QString& name)
{
    for (const json& slot : slotsOf(model)) {
        if (slot["name"] == name.toStdString()) {
            return &slot;
        }
    }
    return nullptr;
}

} // namespace

std::optional<PictureForm> formFor(const ServiceModel& model, const ServiceInput& input)
{
    const json* slot = slotOf(model, input.slot);
    if (!slot || !slot->contains("transcode") || !input.mime.startsWith(u"image/"_s)) {
        return std::nullopt;
    }
    const json& directive = (*slot)["transcode"];
    const bool isPng = directive["to"] == "png";
    PictureForm form;
    form.mime = isPng ? u"image/png"_s : u"image/jpeg"_s;
    form.quality = directive.value("quality", form.quality);
    const std::string alpha = directive.value("alpha", std::string("keep"));
    form.alpha = alpha == "white" ? PictureForm::Alpha::White
        : alpha == "black"        ? PictureForm::Alpha::Black
                                  : PictureForm::Alpha::Keep;
    // One that is so already loses nothing by staying as it is.
    const bool isSo = input.mime == form.mime && (!isPng || form.alpha == PictureForm::Alpha::Keep);
    return isSo ? std::nullopt : std::optional(form);
}

ServiceInput rewritten(const ServiceInput& input, const PictureForm& form,
                       const WrittenPicture& picture)
{
    ServiceInput result = input;
    const qsizetype dot = input.name.lastIndexOf(u'.');
    result.name = (dot < 0 ? input.name : input.name.left(dot))
        + (form.mime == u"image/png"_s ? u".png"_s : u".jpg"_s);
    result.mime = form.mime;
    result.size = picture.size;
    result.width = picture.width;
    result.height = picture.height;
    result.sha256 = picture.sha256;
    result.sha1.clear();
    result.url.clear(); // there lies the file as it was
    return result;
}

tl::expected<QList<PlannedInput>, InputProblem> planInputs(const ServiceModel& model,
                                                           const QList<ServiceInput>& inputs)
{
    const json& slotsThere = slotsOf(model);
    QList<PlannedInput> planned;
    for (const ServiceInput& input : inputs) {
        const json* slot = slotOf(model, input.slot);
        if (!slot) {
            return problem(input.slot, Reason::NoSuchSlot);
        }
        auto one = plan(input, *slot);
        if (!one) {
            return tl::unexpected<InputProblem>(one.error());
        }
        planned.append(std::move(*one));
    }
    for (const json& slot : slotsThere) {
        const QString name = QString::fromStdString(slot["name"].get<std::string>());
        const qint64 count =
            std::count_if(inputs.begin(), inputs.end(),
                          [&](const ServiceInput& input) { return input.slot == name; });
        const qint64 least = slot.value("min", qint64(0));
        const qint64 most = slot.value("max", std::max(qint64(1), least));
        if (count < least) {
            return problem(name, Reason::TooFew, QString::number(least));
        }
        if (count > most) {
            return problem(name, Reason::TooMany, QString::number(most));
        }
    }
    return planned;
}

} // namespace raskadr
