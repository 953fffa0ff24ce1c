# gnuplot -c scaling.gp STEM X Y LOG SERIES: STEM.tsv as STEM.svg and STEM.png.
# Columns of the table: x, then median, low and high of each series.
stem = ARG1
set datafile separator "\t"
set datafile missing "NaN"
set xlabel ARG2
set ylabel ARG3
if (ARG4 + 0 > 0) set logscale x ARG4 + 0
if (ARG4 + 0 == 10) set format x "10^{%L}"
if (strstrt(ARG2, "threads")) set xtics 1
set yrange [0:*]
set autoscale xfix
set offsets graph 0.03, graph 0.03, graph 0.1, 0
set grid ytics lc rgb "#dddddd" lt 1
set border 3
set tics nomirror out
set key top left reverse Left
set linetype 1 lc rgb "#0b5394" lw 2 pt 7 ps 0.6
set linetype 2 lc rgb "#b45f06" lw 2 pt 5 ps 0.6 dt 2
do for [ending in "svg png"] {
  if (ending eq "svg") { set terminal svg size 640,400 font "Liberation Sans,13" background "white" } \
  else { set terminal pngcairo size 1280,800 fontscale 1.6 font "Liberation Sans,12" }
  set output stem . "." . ending
  plot for [i = 1:ARG5 + 0] stem . ".tsv" using 1:(column(3 * i - 1)):(column(3 * i)):(column(3 * i + 1)) \
         with yerrorbars lt i notitle, \
       for [i = 1:ARG5 + 0] stem . ".tsv" using 1:(column(3 * i - 1)) with linespoints lt i \
         title columnheader(3 * i - 1)
}
