#include "core/note.h"

const Words note_few_hits =
    WORDS("too few weighed paths carry this rare chance: it is that of random paths; more paths, "
          "or another sampling, may have it",
          "quá ít đường mô phỏng có trọng số quyết định xác suất hiếm này: dùng xác suất từ các "
          "đường ngẫu nhiên; nên tăng số đường hoặc chọn cách lấy mẫu khác");
const Words note_contradicted =
    WORDS("random paths contradict what weighed paths show of this rare chance: it is that of "
          "random paths",
          "các đường ngẫu nhiên không phù hợp với các đường có trọng số về xác suất hiếm này: dùng "
          "xác suất từ các đường ngẫu nhiên");
const Words note_unfinished =
    WORDS("the search for this rare event ran out of paths: the chance is that of random paths; "
          "more paths may find it",
          "việc tìm biến cố hiếm này đã hết số đường cho phép: dùng xác suất từ các đường ngẫu "
          "nhiên; nên tăng số đường");
const Words note_unreached =
    WORDS("the search found no path to this rare event, which may be impossible: the chance is "
          "that of random paths",
          "không tìm thấy đường nào dẫn đến biến cố hiếm này, có thể nó không xảy ra được: dùng "
          "xác suất từ các đường ngẫu nhiên");
const Words note_too_many_draws =
    WORDS("too many random numbers decide this rare event for importance sampling: the chance is "
          "that of random paths",
          "biến cố hiếm này phụ thuộc vào quá nhiều số ngẫu nhiên để lấy mẫu theo tầm quan trọng: "
          "dùng xác suất từ các đường ngẫu nhiên");
