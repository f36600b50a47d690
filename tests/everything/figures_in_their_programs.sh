#!/usr/bin/env bash
# The figures of the library as the programs read them that they are written for: PlantUML takes every timeline and every
# diagram, in both languages; LaTeX sets the TikZ of all that is English (Chinese asks for a larger TeX).
#   figures_in_their_programs.sh TCPLAB-CLI   77: it may not, and says why
#   figures_in_their_programs.sh --may        only says whether it may
set -euo pipefail

skip()
{
  echo "no figures given to PlantUML and LaTeX: $*"
  exit 77
}
for program in plantuml pdflatex; do
  command -v "$program" >/dev/null || skip "there is no $program"
done
kpsewhich tikz.sty >/dev/null || skip "there is no TikZ"
[ "$1" != --may ] || exit 0

cli=$1
dir=$(mktemp -d /tmp/tcplab-figures-XXXXXX)
trap 'rm -rf "$dir"' EXIT
fail() { echo "FAILED: $*"; exit 1; }

# What would be markup, comments, commands or entities somewhere, as the program's text and in the title.
cat >"$dir/signs.toml" <<'TOML'
title = { en = "== \"Signs\" & <b>more</b>; 50 % #1 _x_ **y** ~z | $a ^b\\c {d} [[e]]", zh_CN = "符号：“引号” & <b>更多</b>; 50 % #1" }
[network]
delay = "20 ms"
[client]
program = """
connect server:80
send "# GET /a;b <c> **d** //e// __f__ \\"q\\" %date() $x$ {y} ~~" urgent
close
"""
[server]
program = """
listen 80
accept
recv eof
close
"""
TOML

mkdir "$dir/uml" "$dir/tex"
figures=0
while read -r scenario; do
  name=${scenario##*/}
  for language in en zh; do
    for words in "" "--packetdrill --relative" "--what diagram" "--what diagram --host server"; do
      figures=$((figures + 1))
      # shellcheck disable=SC2086 # words of options
      "$cli" figure "$scenario" --lang "$language" $words -o "$dir/uml/$name-$figures.puml"
      # shellcheck disable=SC2086
      [ "$language" = zh ] || "$cli" figure "$scenario" $words -o "$dir/tex/$name-$figures.tex"
    done
  done
done < <("$cli" list --names; echo "$dir/signs.toml")

# One Java for all of them: it draws, and a mistake ends with another number than 0.
plantuml -charset UTF-8 -failfast2 -tsvg -o "$dir/svg" "$dir"/uml/*.puml >"$dir/words" 2>&1 || {
  tail -n 20 "$dir/words"
  fail "PlantUML did not take all of them"
}
[ "$(find "$dir/svg" -name '*.svg' | wc -l)" = "$figures" ] || fail "PlantUML has not drawn all of $figures figures"
# Some mistakes it draws.
! grep -lE 'Syntax Error|Cannot parse|An error has occured' "$dir"/svg/*.svg || fail "PlantUML drew a mistake"
grep -q '&lt;b&gt;more&lt;/b&gt;' "$dir"/svg/signs*.svg || fail "PlantUML has read the signs of a title as its own"

cd "$dir/tex"
{
  printf '\\documentclass{article}\n\\usepackage{tikz}\\usetikzlibrary{arrows.meta}\n'
  # A column of text as wide as article has it.
  printf '\\usepackage[textwidth=345pt,paperheight=500cm,tmargin=1cm,bmargin=1cm]{geometry}\n\\begin{document}\n'
  for figure in *.tex; do printf '\\noindent\\input{%s}\\newpage\n' "$figure"; done
  printf '\\end{document}\n'
} >../all.tex
pdflatex -interaction=nonstopmode -halt-on-error -output-directory="$dir" ../all.tex >"$dir/words" 2>&1 || {
  grep -A 6 '^!' "$dir/words" || tail -n 20 "$dir/words"
  fail "LaTeX did not take all of them"
}
! grep -a -A 1 'Overfull .hbox' "$dir/all.log" || fail "a figure is wider than the text"
! grep -a 'Missing character' "$dir/all.log" || fail "LaTeX's fonts lack a character"
echo "$figures figures drawn by PlantUML, $(find . -name '*.tex' | wc -l) set by LaTeX"
