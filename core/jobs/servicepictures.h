#pragma once

#include "core/providers/servicesender.h"

namespace raskadr {

// Writes the pictures of a library as services want them, for ServiceSender::writePicturesWith().
PictureWriter servicePictures();

} // namespace raskadr
