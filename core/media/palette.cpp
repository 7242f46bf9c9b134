#include "core/media/palette.h"

#include <QStringList>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace raskadr {

namespace {

constexpr int swatchCount = 5;
constexpr int rounds = 16;
constexpr double distinct = 0.035; // OKLab distance below which two colours are one

// OKLab (Björn Ottosson, 2020): distances in it are about as large as differences look.
struct Lab
{
    double l = 0;
    double a = 0;
    double b = 0;
};

double linear(double value)
{
    value /= 255;
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

int encoded(double value)
{
    value = std::clamp(value, 0.0, 1.0);
    value = value <= 0.0031308 ? value * 12.92 : 1.055 * std::pow(value, 1 / 2.4) - 0.055;
    return int(std::lround(value * 255));
}

const std::array<double, 256>& linearTable()
{
    static const std::array<double, 256> table = [] {
        std::array<double, 256> values{};
        for (size_t i = 0; i < values.size(); ++i) {
            values[i] = linear(double(i));
        }
        return values;
    }();
    return table;
}

Lab labOf(qint64 red, qint64 green, qint64 blue)
{
    const double r = linearTable()[size_t(red)];
    const double g = linearTable()[size_t(green)];
    const double b = linearTable()[size_t(blue)];
    const double l = std::cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
    const double m = std::cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
    const double s = std::cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
    return {0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
            1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s};
}

QRgb rgbOf(const Lab& lab)
{
    const double l = std::pow(lab.l + 0.3963377774 * lab.a + 0.2158037573 * lab.b, 3);
    const double m = std::pow(lab.l - 0.1055613458 * lab.a - 0.0638541728 * lab.b, 3);
    const double s = std::pow(lab.l - 0.0894841775 * lab.a - 1.2914855480 * lab.b, 3);
    return qRgb(encoded(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
                encoded(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
                encoded(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s));
}

double squaredDistance(const Lab& a, const Lab& b)
{
    const double l = a.l - b.l;
    const double green = a.a - b.a;
    const double blue = a.b - b.b;
    return l * l + green * green + blue * blue;
}

struct Bin
{
    Lab lab;
    double count = 0;
};

// The picture's colours with 4 bits a channel, each as the mean of its pixels.
std::vector<Bin> binsOf(const QImage& image)
{
    struct Sum
    {
        qint64 count = 0;
        qint64 red = 0;
        qint64 green = 0;
        qint64 blue = 0;
    };
    std::vector<Sum> sums(1 << 12);
    const QImage pixels = image.convertToFormat(QImage::Format_RGB32);
    for (int y = 0; y < pixels.height(); ++y) {
        const auto* line = reinterpret_cast<const QRgb*>(pixels.constScanLine(y));
        for (int x = 0; x < pixels.width(); ++x) {
            const QRgb pixel = line[x];
            Sum& sum = sums[size_t(qRed(pixel) >> 4) << 8 | size_t(qGreen(pixel) >> 4) << 4
                            | size_t(qBlue(pixel) >> 4)];
            ++sum.count;
            sum.red += qRed(pixel);
            sum.green += qGreen(pixel);
            sum.blue += qBlue(pixel);
        }
    }
    std::vector<Bin> bins;
    for (const Sum& sum : sums) {
        if (sum.count > 0) {
            const qint64 half = sum.count / 2;
            bins.push_back({labOf((sum.red + half) / sum.count, (sum.green + half) / sum.count,
                                  (sum.blue + half) / sum.count),
                            double(sum.count)});
        }
    }
    return bins;
}

// Starts with the most frequent colour; every next one is the bin that is both frequent and far
// from those chosen before.
std::vector<Lab> startingColours(const std::vector<Bin>& bins)
{
    std::vector<Lab> chosen;
    std::vector<double> nearest(bins.size(), 1.0); // squared distance to what was chosen
    while (chosen.size() < swatchCount) {
        size_t best = bins.size();
        double bestScore = 0;
        for (size_t i = 0; i < bins.size(); ++i) {
            const double score = std::sqrt(bins[i].count) * nearest[i];
            if (score > bestScore) {
                bestScore = score;
                best = i;
            }
        }
        if (best == bins.size() || (!chosen.empty() && nearest[best] < distinct * distinct)) {
            break;
        }
        chosen.push_back(bins[best].lab);
        for (size_t i = 0; i < bins.size(); ++i) {
            nearest[i] = std::min(nearest[i], squaredDistance(bins[i].lab, chosen.back()));
        }
    }
    return chosen;
}

} // namespace

Palette Palette::of(const QImage& image)
{
    const std::vector<Bin> bins = binsOf(image);
    std::vector<Lab> centres = startingColours(bins);
    std::vector<double> counts(centres.size());
    for (int round = 0; round < rounds; ++round) {
        std::vector<Lab> sums(centres.size());
        std::fill(counts.begin(), counts.end(), 0.0);
        for (const Bin& bin : bins) {
            size_t best = 0;
            double bestDistance = squaredDistance(bin.lab, centres[0]);
            for (size_t i = 1; i < centres.size(); ++i) {
                const double distance = squaredDistance(bin.lab, centres[i]);
                if (distance < bestDistance) {
                    bestDistance = distance;
                    best = i;
                }
            }
            sums[best].l += bin.lab.l * bin.count;
            sums[best].a += bin.lab.a * bin.count;
            sums[best].b += bin.lab.b * bin.count;
            counts[best] += bin.count;
        }
        double moved = 0;
        for (size_t i = 0; i < centres.size(); ++i) {
            if (counts[i] > 0) {
                const Lab mean{sums[i].l / counts[i], sums[i].a / counts[i], sums[i].b / counts[i]};
                moved = std::max(moved, squaredDistance(mean, centres[i]));
                centres[i] = mean;
            }
        }
        if (moved < 1e-7) {
            break;
        }
    }
    double total = 0;
    for (const double count : counts) {
        total += count;
    }
    std::vector<size_t> order;
    for (size_t i = 0; i < centres.size(); ++i) {
        // What covers less than half a percent is no colour of the picture.
        if (counts[i] >= total * 0.005) {
            order.push_back(i);
        }
    }
    std::stable_sort(order.begin(), order.end(),
                     [&](size_t a, size_t b) { return centres[a].l > centres[b].l; });
    Palette palette;
    for (const size_t i : order) {
        palette.swatches.append({rgbOf(centres[i]), counts[i] / total});
    }
    return palette;
}

Palette Palette::fromString(const QString& text)
{
    Palette palette;
    if (text.isEmpty()) {
        return palette;
    }
    for (const QString& part : text.split(u',')) {
        bool colorGood = false;
        bool shareGood = false;
        const uint color = part.left(6).toUInt(&colorGood, 16);
        const double share = part.mid(7).toDouble(&shareGood);
        if (!colorGood || !shareGood || part.size() < 8 || part[6] != u':' || !(share >= 0)
            || share > 1 || palette.swatches.size() >= 16) {
            return {};
        }
        palette.swatches.append({0xFF000000U | color, share});
    }
    return palette;
}

QString Palette::toString() const
{
    QStringList parts;
    for (const Swatch& swatch : swatches) {
        parts.append(QString::number(swatch.color & 0xFFFFFFU, 16).rightJustified(6, u'0') + u':'
                     + QString::number(swatch.share, 'f', 3));
    }
    return parts.join(u',');
}

QRgb Palette::dominant() const
{
    const auto best =
        std::max_element(swatches.begin(), swatches.end(),
                         [](const Swatch& a, const Swatch& b) { return a.share < b.share; });
    return best == swatches.end() ? 0xFF000000U : best->color;
}

} // namespace raskadr
