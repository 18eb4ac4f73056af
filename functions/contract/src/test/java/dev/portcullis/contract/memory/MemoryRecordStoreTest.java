package dev.portcullis.contract.memory;

import dev.portcullis.contract.RecordStoreContract;
import dev.portcullis.ports.RecordStore;

/** The store in memory keeps the port's contract. */
final class MemoryRecordStoreTest extends RecordStoreContract {
  @Override
  protected RecordStore emptyStore() {
    return new MemoryRecordStore();
  }
}
