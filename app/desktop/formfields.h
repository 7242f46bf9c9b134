#pragma once

#include "core/providers/parameterschema.h"
#include "ui/common/formfield.h"

namespace raskadr::desktop {

// The parameters of a model as forms show them, in the user's language. Any thread.
QList<ui::FormField> formFields(const ParameterSchema& schema);
// What the values of some of them leave of the others; empty: the schema has no such rules.
ui::FieldsBeside fieldsBeside(const ParameterSchema& schema);

QString fieldTitle(const ParameterField& field);
// «5 or 10 s», «from 1 to 50»; empty: anything fits, or there is too much to tell.
QString allowedText(const ParameterField& field);
QString choiceTitle(const ParameterField& field, qsizetype index);

} // namespace raskadr::desktop
