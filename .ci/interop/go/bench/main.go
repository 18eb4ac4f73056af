// What golang.org/x/mod's tlog takes to hash entries into a tree, in processor time of its one thread, for a comparison
// in one run with ours: bench ENTRIES BYTES prints nanoseconds an entry after each line that it reads.
package main

import (
	"bufio"
	"fmt"
	"math/rand"
	"os"
	"runtime"
	"strconv"
	"syscall"

	"golang.org/x/mod/sumdb/tlog"
)

type stored []tlog.Hash

func (s *stored) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	hashes := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		hashes[i] = (*s)[index]
	}
	return hashes, nil
}

func main() {
	count, _ := strconv.Atoi(os.Args[1])
	size, _ := strconv.Atoi(os.Args[2])
	entries := make([][]byte, count)
	random := rand.New(rand.NewSource(1))
	for i := range entries {
		entries[i] = make([]byte, size)
		random.Read(entries[i])
	}
	runtime.LockOSThread()
	for turn := bufio.NewScanner(os.Stdin); turn.Scan(); {
		start := busy()
		tree := make(stored, 0, 2*count)
		for i, entry := range entries {
			hashes, err := tlog.StoredHashes(int64(i), entry, &tree)
			if err != nil {
				panic(err)
			}
			tree = append(tree, hashes...)
		}
		if _, err := tlog.TreeHash(int64(count), &tree); err != nil {
			panic(err)
		}
		fmt.Println((busy() - start) / int64(count))
	}
}

// The processor time of this thread; collecting garbage on others is not in it, as it is not in ours.
func busy() int64 {
	const thread = 1
	var used syscall.Rusage
	if err := syscall.Getrusage(thread, &used); err != nil {
		panic(err)
	}
	return used.Utime.Nano() + used.Stime.Nano()
}
