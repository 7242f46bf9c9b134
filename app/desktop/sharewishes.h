#pragma once

#include "core/sharing/publishplan.h"
#include "core/sharing/publishrun.h"
#include "ui/sharing/shareline.h"

namespace raskadr::desktop {

// What is wished in «Поделиться», as core/sharing takes it.
PublishRequest requestOf(const ui::ShareWish& wish, const ProjectId& project);
// What cannot be said to a folder is left out.
ShareChange changeOf(const ui::ShareWish& wish);

} // namespace raskadr::desktop
