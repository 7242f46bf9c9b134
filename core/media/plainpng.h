#pragma once

#include <QByteArray>
#include <QImage>
#include <QSize>

namespace raskadr {

// The pixels of a plain PNG: 8 bits, RGB or RGBA, not interlaced, in sRGB, as nearly every service
// sends them. libdeflate unpacks it as a whole in half the time that Qt's reader takes. A null
// image for every other PNG and for one that is damaged: those are the business of Qt's reader.
// `file` is the whole file and is used up, `size` what its header was found to say. RGB888 or
// RGBA8888; any thread; internal to this module.
QImage readPlainPng(QByteArray file, const QSize& size);

} // namespace raskadr
