#!/usr/bin/env bash
# A sweep on a real Slurm: one node, started here under a temporary folder with a key, sockets and ports of its own. An
# array of eight; one task is requeued while it runs, another is killed and requeued. The parts are merged, and the bytes
# are those of a sweep that was played here in one piece.
#   slurm_array.sh TCPLAB-CLI SWEEP.slurm   77: it may not, and says why
#   slurm_array.sh --may                    only says whether it may
set -euo pipefail

skip()
{
  echo "no test with Slurm: $*"
  exit 77
}
fail()
{
  echo "FAILED: $*"
  for log in "$dir"/slurmctld.log "$dir"/slurmd.log "$dir"/jobs/*.out; do
    [ -s "$log" ] || continue
    echo "--- ${log##*/}"
    tail -n 15 "$log"
  done
  exit 1
}

[ "$(id -u)" = 0 ] || skip "it takes root"
for program in munged munge unmunge slurmctld slurmd sbatch squeue scontrol; do
  command -v "$program" >/dev/null || skip "there is no $program"
done
[ -d /proc/self/task ] || skip "there is no /proc"
[ "$1" != --may ] || exit 0

cli=$1
script=$2
array=8
dir=$(mktemp -d /tmp/tcplab-slurm-XXXXXX)
daemons=()
cleanup()
{
  # First that no job is left, then what has started them.
  if [ ${#daemons[@]} -gt 1 ]; then
    timeout 10 scancel --user=root >/dev/null 2>&1 || true
    sleep 1
  fi
  for pid in "${daemons[@]}"; do
    kill "$pid" 2>/dev/null || true
  done
  for pid in "${daemons[@]}"; do
    timeout 10 tail --pid="$pid" -f /dev/null || kill -9 "$pid" 2>/dev/null || true
  done
  rm -rf "$dir"
}
trap cleanup EXIT

# until SECONDS WHAT COMMAND…: waits for it.
until_true()
{
  local seconds=$1 what=$2
  shift 2
  for ((try = 0; try < seconds * 5; ++try)); do
    ! "$@" >/dev/null 2>&1 || return 0
    sleep 0.2
  done
  fail "in $seconds s not: $what"
}
free_port()
{
  local port
  while port=$((20000 + RANDOM)); do
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break
  done
  echo "$port"
}

mkdir "$dir"/{munge,state,spool,jobs,parts}
chmod 700 "$dir/munge"
(umask 077 && head -c 1024 /dev/urandom >"$dir/munge/key")
munged --foreground --force --socket="$dir/munge/socket" --key-file="$dir/munge/key" --pid-file="$dir/munge/pid" \
  --log-file="$dir/munge/log" --seed-file="$dir/munge/seed" >"$dir/munge/words" 2>&1 &
daemons+=($!)
until_true 20 "munged answers" sh -c "munge --socket='$dir/munge/socket' -n | unmunge --socket='$dir/munge/socket'"

cpus=$(nproc)
[ "$cpus" -le $array ] || cpus=$array
cat >"$dir/slurm.conf" <<CONF
ClusterName=tcplab
SlurmctldHost=localhost
SlurmUser=root
SlurmdUser=root
SlurmctldPort=$(free_port)
SlurmdPort=$(free_port)
AuthType=auth/munge
AuthInfo=socket=$dir/munge/socket
CredType=cred/munge
StateSaveLocation=$dir/state
SlurmdSpoolDir=$dir/spool
SlurmctldPidFile=$dir/slurmctld.pid
SlurmdPidFile=$dir/slurmd.pid
SlurmctldLogFile=$dir/slurmctld.log
SlurmdLogFile=$dir/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerType=sched/backfill
SchedulerParameters=sched_interval=1,bf_interval=1,sched_min_interval=0
ReturnToService=2
SlurmdParameters=config_overrides
KillWait=5
MinJobAge=600
NodeName=node NodeAddr=127.0.0.1 NodeHostname=$(hostname -s) CPUs=$cpus RealMemory=65536 State=UNKNOWN
PartitionName=all Nodes=node Default=YES MaxTime=INFINITE State=UP
CONF
export SLURM_CONF=$dir/slurm.conf
slurmctld -D -f "$SLURM_CONF" >"$dir/words" 2>&1 &
daemons+=($!)
slurmd -D -N node -f "$SLURM_CONF" >>"$dir/words" 2>&1 &
daemons+=($!)
idle() { [ "$(sinfo --noheader --format=%T 2>/dev/null)" = idle ]; }
until_true 60 "the node is idle" idle

# As many runs as take each task some seconds of a processor, on whatever this is and whatever else it does: by the clock,
# a probe that had to wait for others would make the tasks too short to be requeued.
sweep=(half-close --vary "network.loss=0:20%:10%" --vary "client.congestion_control=newreno,cubic")
TIMEFORMAT='%3U %3S'
took=$( { time "$cli" sweep "${sweep[@]}" --runs 200 --jobs 1 -o "$dir/probe.csv" >/dev/null; } 2>&1) || fail "the probe: $took"
read -r user system < <(tail -n 1 <<<"$took" | tr -d .)
took=$((10#$user + 10#$system)) # ms
runs=$((200 * array * 5000 / (took + 1)))
sweep+=(--runs "$runs")

job=$(TCPLAB_CLI=$cli TCPLAB_PARTS=$dir/parts sbatch --parsable --array=1-$array --chdir="$dir/jobs" --output="$dir/jobs/%a.out" \
  "$script" "${sweep[@]}")
echo "Slurm $(slurmd -V | cut -d' ' -f2), job $job: $array tasks, 6 variants of $runs runs"

state() { squeue --noheader --array --states=all --jobs="${job}_$1" --format=%T 2>/dev/null; }
is() { [ "$(state "$1")" = "$2" ]; }
# The sweep of a task; nothing while there is none.
sweep_of() { pgrep -f "^$cli sweep .*--shard $1/$array .*-o $dir/parts" || true; }
plays() { is "$1" RUNNING && [ -n "$(sweep_of "$1")" ]; }

# Slurm lets what it requeues wait for two minutes: a node that has failed may fail again. Here it need not.
requeue()
{
  scontrol requeue "${job}_$1"
  until_true 60 "task $1 waits again" is "$1" PENDING
  scontrol update "jobid=${job}_$1" StartTime=now
}

# One is requeued while it runs: it saves, and goes on from there.
until_true 60 "task 1 runs" plays 1
sleep 1
plays 1 || fail "task 1 has ended before it could be requeued"
requeue 1
# One is killed, as by a node that fails: what it had not saved is gone.
until_true 120 "task 2 runs" plays 2
kill -9 "$(sweep_of 2)"
until_true 60 "task 2 has failed" is 2 FAILED
[ ! -e "$dir/parts/part-2-of-$array.csv" ] || fail "a part that was killed is there"
requeue 2

all_done()
{
  [ "$(squeue --noheader --array --states=all --jobs="$job" --format=%T | grep -c '^COMPLETED$')" = $array ]
}
until_true 300 "all tasks have completed" all_done
for task in 1 2; do
  scontrol show job "${job}_$task" | grep -q 'Restarts=1' || fail "task $task was not requeued once"
done
for part in $(seq $array); do
  [ -e "$dir/parts/part-$part-of-$array.csv" ] || fail "there is no part $part"
done
[ "$(find "$dir/parts" -type f | wc -l)" = $array ] || fail "more than parts was left: $(find "$dir/parts" -type f)"

"$cli" merge "$dir"/parts/part-*-of-$array.csv -o "$dir/merged.csv"
"$cli" sweep "${sweep[@]}" -o "$dir/here.csv"
cmp "$dir/merged.csv" "$dir/here.csv" || fail "the merged bytes are others than those of a sweep in one piece"
echo "one requeued, one killed; merged: $(wc -c <"$dir/merged.csv") octets, the same as here"
