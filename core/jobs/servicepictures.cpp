#include "core/jobs/servicepictures.h"

#include "core/media/rewrittenpicture.h"

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

PictureRewriting rewritingOf(const PictureForm& form)
{
    PictureRewriting how;
    how.format = form.mime == u"image/jpeg"_s ? MediaFormat::Jpeg : MediaFormat::Png;
    how.quality = form.quality;
    if (form.alpha != PictureForm::Alpha::Keep) {
        how.background = form.alpha == PictureForm::Alpha::White ? Qt::white : Qt::black;
    }
    return how;
}

} // namespace

PictureWriter servicePictures()
{
    return [](const QString& from, const QString& to, const PictureForm& form,
              const std::stop_token& stop) -> Result<WrittenPicture> {
        const auto written = rewritePicture(from, to, rewritingOf(form), stop);
        if (!written) {
            return failure(written.error());
        }
        return WrittenPicture{written->size, written->width, written->height, written->sha256};
    };
}

} // namespace raskadr
