#include "app/theme/theme.h"
