#pragma once

// What the pages of a link have in common. Internal to this module.

#include "core/wire/page.h"
#include "core/wire/template.h"

#include <initializer_list>
#include <string>
#include <string_view>

namespace raskadr::wire {

std::string rendered(const Template& source, const TemplateValues& values);
// Where the files of the page are, under the names that the templates use.
void setFrame(TemplateValues& values, std::string_view folder);
TemplateValues viewValues(const PageView& view);

// The address of a medium; empty if there is none, or if it isn't a plain path.
std::string medium(const BoardShot& shot, MediaRole role);
std::string firstMedium(const BoardShot& shot, std::initializer_list<MediaRole> roles);

} // namespace raskadr::wire
