#include "app/wording/clause_sentences.h"

namespace tcplab {

const ClauseSentences& sentencesFor(Clause clause)
{
    static const ClauseSentences none;
    for (const auto& table : {openingSentences(), closingSentences(), dataSentences()})
        for (const ClauseSentences& row : table)
            if (row.clause == clause)
                return row;
    return none;
}

} // namespace tcplab
