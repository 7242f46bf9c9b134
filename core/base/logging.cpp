#include "core/base/logging.h"

namespace raskadr {

Q_LOGGING_CATEGORY(logStore, "raskadr.store", QtWarningMsg)
Q_LOGGING_CATEGORY(logMedia, "raskadr.media", QtWarningMsg)
Q_LOGGING_CATEGORY(logJobs, "raskadr.jobs", QtWarningMsg)
Q_LOGGING_CATEGORY(logImport, "raskadr.import", QtWarningMsg)
Q_LOGGING_CATEGORY(logLibrary, "raskadr.library", QtWarningMsg)
Q_LOGGING_CATEGORY(logUi, "raskadr.ui", QtWarningMsg)

} // namespace raskadr
