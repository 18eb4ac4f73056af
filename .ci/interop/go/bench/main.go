// What golang.org/x/mod's tlog takes to hash entries into a tree, for a comparison in one run with ours.
package main

import (
	"fmt"
	"math/rand"
	"os"
	"runtime"
	"strconv"
	"time"

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
	best := time.Duration(1 << 62)
	for round := 0; round < 7; round++ {
		start := time.Now()
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
		if took := time.Since(start); took < best {
			best = took
		}
	}
	fmt.Printf("x/mod tlog       %6.0f ns/entry, leaf hashes and tree, %s\n", float64(best.Nanoseconds())/float64(count), runtime.Version())
}
